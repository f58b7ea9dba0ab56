# kata_add_topic(id): all that a topic's CMakeLists.txt calls, in Kata's own tree and in a project that uses an installed
# Kata. Builds lib<id>.so from tests/*_test.cc, tests/*.titles.yaml, the tables tests/<exercise>.yaml and tests/*.pytest/ of the folder that it
# is called in, and the glue of its C++ exercises where there is some; installs them with katas/<id>, which is beside that folder's parent.
#
# Set by who includes this: KATA_PLUGIN_DIR and KATA_GLUE_DIR, where the build puts libraries and glue; KATA_CPP_SUPPORT_DIR;
# KATA_GENERATED_DIR; KATA_INSTALL_PLUGINS, _KATAS and _GLUE, where an install does.

find_package(GTest REQUIRED)
include(${CMAKE_CURRENT_LIST_DIR}/KataCppGlue.cmake)

set(KATA_CMAKE_DIR ${CMAKE_CURRENT_LIST_DIR})

# What each plugin is compiled with. GoogleTest stays inside (plugin.map), so that many plugins and a host never share
# a registry of tests; nothing is left undefined, and nothing is ever unloaded.
add_library(kata_topic_options INTERFACE)
target_link_libraries(kata_topic_options INTERFACE kata_testing GTest::gtest GTest::gmock)
target_compile_options(kata_topic_options INTERFACE -fvisibility=hidden -fvisibility-inlines-hidden -fpch-preprocess)
target_include_directories(kata_topic_options INTERFACE ${KATA_GENERATED_DIR})
target_link_options(kata_topic_options INTERFACE
  -Wl,-z,defs -Wl,-z,nodelete -Wl,--version-script=${KATA_CMAKE_DIR}/plugin.map)

# ccache takes a precompiled header only when told that these are no hindrance.
function(kata_cache_precompiled target)
  if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES ccache)
    set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${CMAKE_CXX_COMPILER_LAUNCHER}")
  endif()
endfunction()

# What a topic and the precompiled header must have in common.
function(kata_topic_target target)
  target_link_libraries(${target} PRIVATE kata_topic_options)
  set_target_properties(${target} PROPERTIES CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON
    UNITY_BUILD OFF)   # test files are compiled alone: two may name a helper alike
  kata_cache_precompiled(${target})
endfunction()

# One precompiled header for all topics of a build.
function(kata_topic_header)
  if(TARGET kata_topic_header)
    return()
  endif()
  file(WRITE ${KATA_GENERATED_DIR}/kata_topic_header.cc.new "#include <kata/test.h>\n")
  file(COPY_FILE ${KATA_GENERATED_DIR}/kata_topic_header.cc.new ${KATA_GENERATED_DIR}/kata_topic_header.cc ONLY_IF_DIFFERENT)
  add_library(kata_topic_header STATIC ${KATA_GENERATED_DIR}/kata_topic_header.cc)
  kata_topic_target(kata_topic_header)
  target_precompile_headers(kata_topic_header PRIVATE <gtest/gtest.h> <gmock/gmock.h> <kata/test.h>)
endfunction()

function(kata_install_topic id)
  install(TARGETS kata_topic_${id} LIBRARY DESTINATION ${KATA_INSTALL_PLUGINS})
  install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/../../katas/${id} DESTINATION ${KATA_INSTALL_KATAS})
  if(TARGET kata_glue_${id})
    install(DIRECTORY ${KATA_GLUE_DIR}/glue/${id} DESTINATION ${KATA_INSTALL_GLUE}/glue PATTERN "*.d" EXCLUDE)
    install(DIRECTORY ${KATA_GLUE_DIR}/include/${id} DESTINATION ${KATA_INSTALL_GLUE}/include)
  endif()
endfunction()

# The C++ of each table among the files. An answer of a reference is an answer of its time: it is asked again when the table,
# the topic's file or the reference changes.
function(kata_compile_tables out id topic)
  set(made)
  list(FILTER ARGN EXCLUDE REGEX "\\.titles\\.yaml$")
  foreach(table ${ARGN})
    get_filename_component(exercise ${table} NAME_WLE)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/${exercise}_table.cc)
    file(GLOB references CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/solutions/${exercise}/reference.*)
    set(oracle)
    if(TARGET kata_oracle)
      set(oracle kata_oracle)
    endif()
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/glue/${exercise}.cc)
      list(APPEND oracle kata_glue_${id})
    endif()
    add_custom_command(
      OUTPUT ${source}
      COMMAND kata-compile-table ${topic} ${table} ${source} ${KATA_GLUE_DIR}
      DEPENDS kata-compile-table ${oracle} ${table} ${topic} ${references}
      COMMENT "Tests of ${id}/${exercise}" VERBATIM)
    list(APPEND made ${source})
  endforeach()
  set(${out} ${made} PARENT_SCOPE)
endfunction()

# Sets `out` to the generated sources that have the files of tests/*.pytest in them.
function(kata_suites id out)
  set(sources)
  file(GLOB suites CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/*.pytest)
  foreach(suite IN LISTS suites)
    cmake_path(GET suite STEM LAST_ONLY exercise)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${suite}/*)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/${id}_${exercise}_suite.cc)
    add_custom_command(
      OUTPUT ${source}
      COMMAND ${CMAKE_COMMAND} -DEXERCISE=${exercise} -DFOLDER=${suite} -DOUTPUT=${source} -P ${KATA_CMAKE_DIR}/KataSuite.cmake
      DEPENDS ${KATA_CMAKE_DIR}/KataSuite.cmake ${files}
      COMMENT "The suite of ${id}/${exercise}" VERBATIM)
    list(APPEND sources ${source})
  endforeach()
  set(${out} ${sources} PARENT_SCOPE)
endfunction()

# kata_add_topic(id [OUTPUT_DIRECTORY dir]): the folder is for Kata's own tests, which keep their topics apart.
function(kata_add_topic id)
  cmake_parse_arguments(ARG "" "OUTPUT_DIRECTORY" "" ${ARGN})
  set(own_folder ${ARG_OUTPUT_DIRECTORY})
  if(NOT own_folder)
    set(ARG_OUTPUT_DIRECTORY ${KATA_PLUGIN_DIR})
  endif()
  kata_topic_header()
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/*_test.cc)
  file(GLOB titles CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/*.yaml)
  file(GLOB service CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/service/*.cc)

  set(topic ${CMAKE_CURRENT_SOURCE_DIR}/../../katas/${id}/topic.yaml)
  set(described)
  if(EXISTS ${topic})
    set(described ${topic})
  endif()
  set(descriptor ${CMAKE_CURRENT_BINARY_DIR}/${id}_descriptor.cc)
  add_custom_command(
    OUTPUT ${descriptor}
    COMMAND kata-compile-titles ${topic} ${descriptor} ${tests} ${titles}
    DEPENDS kata-compile-titles ${described} ${tests} ${titles}
    COMMENT "Titles and hints of ${id}" VERBATIM)
  kata_compile_tables(compiled ${id} ${topic} ${titles})

  kata_suites(${id} suites)
  set(target kata_topic_${id})
  add_library(${target} SHARED ${compiled} ${tests} ${suites} ${service} ${descriptor})   # a table's tests are the plainer ones
  kata_topic_target(${target})
  if(TARGET kata_build_id)
    add_dependencies(${target} kata_build_id)
  endif()
  target_precompile_headers(${target} REUSE_FROM kata_topic_header)
  set_source_files_properties(${descriptor} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME ${id} DEFINE_SYMBOL "" LIBRARY_OUTPUT_DIRECTORY ${ARG_OUTPUT_DIRECTORY}
    LINK_DEPENDS ${KATA_CMAKE_DIR}/plugin.map)
  kata_add_cpp_glue(${id})

  if(NOT TARGET kata_topics)
    add_custom_target(kata_topics)
  endif()
  add_dependencies(kata_topics ${target})
  if(TARGET kata_glue_${id})
    add_dependencies(kata_topics kata_glue_${id})
  endif()
  if(NOT own_folder)
    kata_install_topic(${id})
  endif()
endfunction()
