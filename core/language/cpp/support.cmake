# What a learner's C++ program is made with, in ${KATA_CPP_SUPPORT_DIR}: the compiler's flags (toolchain), the runtime as
# one object (lib/), the public and the precompiled headers (include/), each exercise's declared header
# (include/<topic>/<exercise>/) and its glue (glue/<topic>/). All is made with exactly the flags of grading, whatever Kata
# itself is built with, so an instrumented Kata grades the same. An install is a copy of that folder.

find_program(KATA_GRADING_CXX NAMES g++ REQUIRED DOC "The compiler of C++ submissions")
execute_process(COMMAND ${KATA_GRADING_CXX} --version OUTPUT_VARIABLE version)
string(REGEX REPLACE "\n.*" "" version "${version}")

# Not position-independent: such a program links and starts faster, and sanitizers need no fixed addresses. What is
# written through a null pointer stays in the program, where it crashes: a learner's mistake is not to be optimised away.
set(KATA_CPP_FLAGS -std=c++20 -O1 -fno-pie -fno-delete-null-pointer-checks)
# main is wrapped: see the runtime's program.cc.
set(KATA_CPP_LINK_FLAGS -no-pie -Wl,--wrap=main -Wl,-z,now)
execute_process(COMMAND ${KATA_GRADING_CXX} -fuse-ld=gold -Wl,--version OUTPUT_QUIET ERROR_QUIET RESULT_VARIABLE no_gold)
if(no_gold EQUAL 0)
  list(APPEND KATA_CPP_LINK_FLAGS -fuse-ld=gold)   # links a small program three times as fast as GNU ld
endif()

set(toolchain "compiler ${KATA_GRADING_CXX}\nversion ${version}\n")
foreach(flag ${KATA_CPP_FLAGS})
  string(APPEND toolchain "flag ${flag}\n")
endforeach()
foreach(flag ${KATA_CPP_LINK_FLAGS})
  string(APPEND toolchain "link ${flag}\n")
endforeach()
file(CONFIGURE OUTPUT ${KATA_CPP_SUPPORT_DIR}/toolchain CONTENT "${toolchain}" @ONLY)

set(include ${KATA_CPP_SUPPORT_DIR}/include)
set(headers)
macro(kata_cpp_header from to)
  add_custom_command(OUTPUT ${include}/${to} COMMAND ${CMAKE_COMMAND} -E copy ${from} ${include}/${to} DEPENDS ${from} VERBATIM)
  list(APPEND headers ${include}/${to})
endmacro()
foreach(header value.h frames.h cpp/bridge.h cpp/containers.h cpp/convert.h cpp/export.h cpp/meeting.h cpp/objects.h cpp/remote.h)
  kata_cpp_header(${CMAKE_SOURCE_DIR}/core/include/kata/${header} kata/${header})
endforeach()
foreach(header small usual bridge)
  kata_cpp_header(${CMAKE_CURRENT_SOURCE_DIR}/support/kata_${header}.h kata_${header}.h)
endforeach()

set(made)
foreach(header small usual bridge)
  add_custom_command(
    OUTPUT ${include}/kata_${header}.h.gch
    COMMAND ${KATA_GRADING_CXX} ${KATA_CPP_FLAGS} -I${include} -x c++-header ${include}/kata_${header}.h -o ${include}/kata_${header}.h.gch
    DEPENDS ${headers} ${KATA_CPP_SUPPORT_DIR}/toolchain
    COMMENT "Precompiled header of C++ submissions: ${header}" VERBATIM)
  list(APPEND made ${include}/kata_${header}.h.gch)
endforeach()

# The runtime: one object, so that the linker reads one file.
set(runtime_flags -std=c++20 -O2 -fno-pie -ffunction-sections -fdata-sections -Wall -Wextra -Wno-missing-field-initializers
  -Wno-restrict -I${CMAKE_SOURCE_DIR}/core -I${CMAKE_SOURCE_DIR}/core/include)
set(lib ${KATA_CPP_SUPPORT_DIR}/lib)
set(objects)
file(MAKE_DIRECTORY ${lib} ${CMAKE_CURRENT_BINARY_DIR}/runtime)
foreach(source language/cpp/runtime/cbor language/cpp/runtime/convert language/cpp/runtime/conversation
    language/cpp/runtime/exceptions language/cpp/runtime/meeting language/cpp/runtime/program
    language/cpp/runtime/registry language/cpp/runtime/remote language/cpp/runtime/threads
    value/value value/utf8 value/spell value/wire value/decode sandbox/module language/cpp/support/sanitized)
  string(REPLACE "/" "_" name ${source})
  set(object ${CMAKE_CURRENT_BINARY_DIR}/runtime/${name}.o)
  if(name MATCHES "_sanitized$")
    set(object ${lib}/kata_cpp_sanitized.o)
    list(APPEND made ${object})
  else()
    list(APPEND objects ${object})
  endif()
  add_custom_command(
    OUTPUT ${object}
    COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${KATA_GRADING_CXX} ${runtime_flags} -MMD -MF ${object}.d -MT ${object}
            -c ${CMAKE_SOURCE_DIR}/core/${source}.cc -o ${object}
    DEPENDS ${CMAKE_SOURCE_DIR}/core/${source}.cc DEPFILE ${object}.d
    COMMENT "Runtime of C++ submissions: ${name}" VERBATIM)
endforeach()
add_custom_command(
  OUTPUT ${lib}/kata_cpp_runtime.o
  COMMAND ${KATA_GRADING_CXX} -r -nostdlib -o ${lib}/kata_cpp_runtime.o ${objects}
  DEPENDS ${objects} COMMENT "Runtime of C++ submissions" VERBATIM)
add_custom_target(kata_cpp_support ALL DEPENDS ${headers} ${made} ${lib}/kata_cpp_runtime.o)

set_property(GLOBAL PROPERTY KATA_CPP_HEADERS ${headers})   # what glue waits for

# Each topic installs its own glue beside these.
install(FILES ${KATA_CPP_SUPPORT_DIR}/toolchain DESTINATION ${KATA_INSTALL_GLUE})
install(FILES ${lib}/kata_cpp_runtime.o ${lib}/kata_cpp_sanitized.o DESTINATION ${KATA_INSTALL_GLUE}/lib)
install(DIRECTORY ${include}/kata DESTINATION ${KATA_INSTALL_GLUE}/include)
foreach(header small usual bridge)
  install(FILES ${include}/kata_${header}.h ${include}/kata_${header}.h.gch DESTINATION ${KATA_INSTALL_GLUE}/include)
endforeach()
