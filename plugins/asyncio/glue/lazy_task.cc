#include "lazy_task.h"

#include <kata/cpp/bridge.h>

using namespace glue;

KATA_EXPORT(add);
KATA_EXPORT(twice);
KATA_EXPORT(depth);
KATA_EXPORT(total);
KATA_EXPORT(greeting);
KATA_EXPORT(boxed);
KATA_EXPORT(reboxed);
KATA_EXPORT(copies_of);
KATA_EXPORT(fails);
KATA_EXPORT(awaits_failure);
KATA_EXPORT(catches);
KATA_EXPORT(tell);
KATA_EXPORT(tell_nothing);
KATA_EXPORT(moved);
KATA_EXPORT(assigned);
KATA_EXPORT(copyable);
KATA_EXPORT(movable);
KATA_EXPORT(alive_after_get);
KATA_EXPORT(alive_after_error);
KATA_EXPORT(alive_unused);
KATA_EXPORT(alive_after_moves);
KATA_EXPORT(alive_when_moved_to);
KATA_EXPORT(stays_in_thread);
