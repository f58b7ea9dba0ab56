# The build id is a header of its own, remade when a public header changes.
file(GLOB KATA_PUBLIC_HEADERS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/core/include/kata/*.h)
set(build_id ${KATA_GENERATED_DIR}/kata/build_id.h)
add_custom_command(
  OUTPUT ${build_id}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${KATA_GENERATED_DIR}/kata
  COMMAND ${CMAKE_COMMAND} "-DHEADERS=${KATA_PUBLIC_HEADERS}" -DOUTPUT=${build_id} -P ${CMAKE_CURRENT_LIST_DIR}/BuildId.cmake
  DEPENDS ${KATA_PUBLIC_HEADERS} ${CMAKE_CURRENT_LIST_DIR}/BuildId.cmake
  COMMENT "Build id of the plugin boundary" VERBATIM)
add_custom_target(kata_build_id DEPENDS ${build_id})
