# What every target of the project shares.

add_library(kata_options INTERFACE)
target_include_directories(kata_options INTERFACE
  $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/core> $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/core/include> $<INSTALL_INTERFACE:include>)
# -Wrestrict is wrong about std::string in GCC 12 (PR 105651).
target_compile_options(kata_options INTERFACE -Wall -Wextra -Wno-missing-field-initializers -Wno-restrict
  $<BUILD_INTERFACE:$<$<BOOL:${KATA_STRICT}>:-Werror>>)

# kata_library(name SOURCES … [LINK …]): a static library of one layer.
function(kata_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC kata_options ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
endfunction()

# kata_program(name SOURCES … [LINK …]): a helper program that only kata itself starts.
function(kata_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE kata_options ${ARG_LINK})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${KATA_LIBEXEC_DIR})
endfunction()

# kata_test(area SOURCES … [LINK …] [TIMEOUT s]): one GoogleTest program of tests/core/<area>; each test is one ctest test.
function(kata_test area)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${area}_test ${ARG_SOURCES})
  target_link_libraries(${area}_test PRIVATE kata_options ${ARG_LINK} GTest::gmock GTest::gtest_main)
  set_target_properties(${area}_test PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  gtest_discover_tests(${area}_test TEST_PREFIX ${area}: DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT ${ARG_TIMEOUT})
endfunction()
