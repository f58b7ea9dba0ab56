#include "join_all.h"

#include <kata/cpp/bridge.h>

using namespace glue;

KATA_EXPORT_AS("join_all", join_list, "separator", "parts");
KATA_EXPORT(mixed);
KATA_EXPORT(numbers);
KATA_EXPORT_AS("own_type", [] { return watch().text; });
KATA_EXPORT_AS("times_written", [] { return watch().written; });
KATA_EXPORT_AS("places", [] { return watch().behind; });
KATA_EXPORT_AS("copies", [] { return watch().copies; });
