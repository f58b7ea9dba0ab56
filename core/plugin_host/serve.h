// The loop of a topic host: takes requests, forks a grader for each, tells when it is gone. No thread, ever: it forks.
#pragma once

#include "plugin_host/library.h"

namespace kata::plugin_host {

// `library` is null in the host that only makes calls (kata run). Returns when the supervisor is gone.
void serve(int control, const Library* library);

}  // namespace kata::plugin_host
