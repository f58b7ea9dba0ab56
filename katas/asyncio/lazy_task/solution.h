#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

// You write: template <class T> class lazy_task
