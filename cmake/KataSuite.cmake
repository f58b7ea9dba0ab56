# cmake -DEXERCISE=id -DFOLDER=tests/id.pytest -DOUTPUT=file.cc -P KataSuite.cmake
# The files of a suite of pytest as data of a topic's library: nothing of them lies where a learner looks.
file(GLOB_RECURSE files RELATIVE ${FOLDER} LIST_DIRECTORIES false ${FOLDER}/*)
list(SORT files)

function(to_literal hex out)
  string(LENGTH "${hex}" digits)
  math(EXPR bytes "${digits} / 2")
  string(REGEX REPLACE "(..)" "\\\\x\\1" escaped "${hex}")
  set(${out} "std::string_view(\"${escaped}\", ${bytes})" PARENT_SCOPE)
endfunction()

set(code "// Generated from ${EXERCISE}.pytest.\n#include <kata/test.h>\n\nstatic const bool added = kata::detail::add_suite(\"${EXERCISE}\", {\n")
foreach(file IN LISTS files)
  string(HEX "${file}" name)
  to_literal("${name}" name)
  file(READ ${FOLDER}/${file} content HEX)
  to_literal("${content}" content)
  string(APPEND code "    {${name}, ${content}},\n")
endforeach()
string(APPEND code "});\n")
file(WRITE ${OUTPUT} "${code}")
