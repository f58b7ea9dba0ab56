#pragma once

#include <string>
#include <utility>
