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

# GoogleTest's headers, precompiled once for all such programs.
function(kata_use_test_header target)
  if(NOT TARGET kata_test_header)
    file(CONFIGURE OUTPUT ${KATA_GENERATED_DIR}/kata_test_header.cc CONTENT "")
    add_library(kata_test_header OBJECT ${KATA_GENERATED_DIR}/kata_test_header.cc)
    set_target_properties(kata_test_header PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(kata_test_header PRIVATE -fPIE -fpch-preprocess)   # as for a program
    target_link_libraries(kata_test_header PRIVATE kata_options GTest::gmock)
    target_precompile_headers(kata_test_header PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
    kata_cache_precompiled(kata_test_header)
  endif()
  target_compile_options(${target} PRIVATE -fpch-preprocess)
  target_precompile_headers(${target} REUSE_FROM kata_test_header)
  kata_cache_precompiled(${target})
endfunction()

# kata_test(area SOURCES … [LINK …] [TIMEOUT s] [ALONE] [AS_CORE]): one GoogleTest program of tests/core/<area>; each test is
# one ctest test. ALONE: nothing else is tested meanwhile, because it leaves on the machine what others look for. AS_CORE: its
# sources have what is tested, so they are compiled as core/ is.
function(kata_test area)
  cmake_parse_arguments(ARG "ALONE;AS_CORE" "TIMEOUT" "SOURCES;LINK" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${area}_test ${ARG_SOURCES})
  target_link_libraries(${area}_test PRIVATE kata_options ${ARG_LINK} GTest::gmock GTest::gtest_main)
  if(ARG_AS_CORE)
    set_property(TARGET ${area}_test PROPERTY COMPILE_OPTIONS)
  else()
    kata_use_test_header(${area}_test)
  endif()
  set_target_properties(${area}_test PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  gtest_discover_tests(${area}_test TEST_PREFIX ${area}: DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT ${ARG_TIMEOUT} RUN_SERIAL ${ARG_ALONE})
endfunction()
