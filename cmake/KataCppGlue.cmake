# kata_add_cpp_glue(topic): the glue of the topic whose folder this is called in, against katas/<topic>/<exercise>/solution.h:
#   glue/<exercise>.cc             exports the functions; compiled here, once
#   glue/<exercise>.templates.cc   where the learner writes templates: includes "solution.cc" and defines what the glue
#                                  exports; shipped and compiled with each submission, with glue/<exercise>.h beside it
# Glue that itself includes "solution.cc" works too, but compiles the bridge with each submission: two seconds more.
# KATAS: where the topic's folder of katas is, for tests with topics of their own.
#
# Made with the compiler and the flags of grading, which ${KATA_CPP_SUPPORT_DIR}/toolchain names, into
# ${KATA_GLUE_DIR}/glue/<topic> and ${KATA_GLUE_DIR}/include/<topic>.

function(kata_cpp_command out)
  file(STRINGS ${KATA_CPP_SUPPORT_DIR}/toolchain lines REGEX "^(compiler|flag) ")
  list(TRANSFORM lines REPLACE "^(compiler|flag) " "")
  set(${out} ${CMAKE_CXX_COMPILER_LAUNCHER} ${lines} PARENT_SCOPE)
endfunction()

function(kata_add_cpp_glue topic)
  cmake_parse_arguments(ARG "" "KATAS" "" ${ARGN})
  if(NOT ARG_KATAS)
    set(ARG_KATAS ${CMAKE_CURRENT_SOURCE_DIR}/../../katas/${topic})
  endif()
  file(GLOB glue CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/glue/*.cc ${CMAKE_CURRENT_SOURCE_DIR}/glue/*.h)
  if(NOT glue)
    return()
  endif()
  get_property(headers GLOBAL PROPERTY KATA_CPP_HEADERS)   # that this build makes; an installed Kata has them
  kata_cpp_command(compile)
  set(folder ${KATA_GLUE_DIR}/glue/${topic})
  set(include ${KATA_GLUE_DIR}/include)
  file(MAKE_DIRECTORY ${folder} ${include}/${topic})
  set(made)
  foreach(source ${glue})
    get_filename_component(exercise ${source} NAME_WE)
    get_filename_component(file ${source} NAME)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
    file(STRINGS ${source} includes_solution REGEX "^#include \"solution.cc\"")
    if(file MATCHES "\\.h$" OR includes_solution)   # shipped as it is
      if(NOT file MATCHES "\\.(h|templates\\.cc)$")
        file(REMOVE ${folder}/${exercise}.o)
      endif()
      add_custom_command(OUTPUT ${folder}/${file} COMMAND ${CMAKE_COMMAND} -E copy ${source} ${folder}/${file}
        DEPENDS ${source} VERBATIM)
      list(APPEND made ${folder}/${file})
      continue()
    endif()
    file(REMOVE ${folder}/${file})   # of a time when it was shipped
    set(declared)
    if(EXISTS ${ARG_KATAS}/${exercise}/solution.h)
      set(declared ${include}/${topic}/${exercise}/solution.h)
    endif()
    set(object ${folder}/${exercise}.o)
    add_custom_command(
      OUTPUT ${object}
      COMMAND ${compile} -I${include}/${topic}/${exercise} -I${KATA_CPP_SUPPORT_DIR}/include -MMD -MF ${object}.d -MT ${object}
              -c ${source} -o ${object}
      DEPENDS ${source} ${declared} ${headers} DEPFILE ${object}.d
      COMMENT "Glue of ${topic}/${exercise}" VERBATIM)
    list(APPEND made ${object})
  endforeach()
  file(GLOB declared CONFIGURE_DEPENDS ${ARG_KATAS}/*/solution.h)
  foreach(header ${declared})
    get_filename_component(exercise ${header} DIRECTORY)
    get_filename_component(exercise ${exercise} NAME)
    set(copy ${include}/${topic}/${exercise}/solution.h)
    add_custom_command(OUTPUT ${copy} COMMAND ${CMAKE_COMMAND} -E copy ${header} ${copy} DEPENDS ${header} VERBATIM)
    list(APPEND made ${copy})
  endforeach()
  add_custom_target(kata_glue_${topic} ALL DEPENDS ${made})
  if(TARGET kata_cpp_support)
    add_dependencies(kata_glue_${topic} kata_cpp_support)
  endif()
endfunction()
