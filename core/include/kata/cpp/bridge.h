// The one header of a glue file: see kata/cpp/export.h for what it offers, kata/cpp/convert.h for the types that cross,
// kata/cpp/remote.h for what a test passes in and kata/cpp/meeting.h for making threads meet.
#ifndef KATA_CPP_BRIDGE_H
#define KATA_CPP_BRIDGE_H

#include "kata/cpp/containers.h"
#include "kata/cpp/convert.h"
#include "kata/cpp/export.h"
#include "kata/cpp/meeting.h"
#include "kata/cpp/objects.h"
#include "kata/cpp/remote.h"

#endif
