#include "apply_row.h"

#include <kata/cpp/bridge.h>

using namespace glue;

KATA_EXPORT(subtract);
KATA_EXPORT(empty_row);
KATA_EXPORT(single);
KATA_EXPORT(mixed);
KATA_EXPORT(array_row);
KATA_EXPORT(constant_row);
KATA_EXPORT(seven);
KATA_EXPORT(six_in_a_tuple);
KATA_EXPORT(runs);
KATA_EXPORT(changed);
KATA_EXPORT(written_through);
KATA_EXPORT(labels_afterwards);
KATA_EXPORT(copies_of_a_temporary);
KATA_EXPORT(copies_of_a_named);
