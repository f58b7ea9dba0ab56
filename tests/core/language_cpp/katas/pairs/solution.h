#pragma once

#include <tuple>
#include <utility>
