# find_package(Kata CONFIG REQUIRED) gives kata_add_topic(). The project's folder, when its build folder is build/, and what
# it installs are then folders for KATA_PATH.
if(TARGET kata_topic_options)
  return()
endif()
include(CMakeFindDependencyMacro)
find_dependency(GTest)
get_filename_component(KATA_PREFIX ${CMAKE_CURRENT_LIST_DIR}/../../.. ABSOLUTE)
include(${CMAKE_CURRENT_LIST_DIR}/KataTargets.cmake)

set(KATA_PLUGIN_DIR ${CMAKE_BINARY_DIR}/kata/plugins)
set(KATA_GLUE_DIR ${CMAKE_BINARY_DIR}/kata/cpp)
set(KATA_CPP_SUPPORT_DIR ${KATA_PREFIX}/lib/kata/cpp)
set(KATA_GENERATED_DIR ${CMAKE_BINARY_DIR}/generated)
set(KATA_INSTALL_PLUGINS plugins)
set(KATA_INSTALL_KATAS katas)
set(KATA_INSTALL_GLUE cpp)
include(${CMAKE_CURRENT_LIST_DIR}/KataTopic.cmake)
