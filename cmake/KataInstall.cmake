# Where an install has what, below a prefix that may be moved afterwards: Paths::discover() and the CMake package find
# all else from where they are themselves. A build tree has the same layout.
set(KATA_INSTALL_LIBEXEC libexec/kata)
set(KATA_INSTALL_PLUGINS lib/kata/plugins)
set(KATA_INSTALL_GLUE lib/kata/cpp)
set(KATA_INSTALL_KATAS share/kata/katas)
set(KATA_INSTALL_PACKAGE lib/cmake/Kata)

install(DIRECTORY ${CMAKE_SOURCE_DIR}/core/include/kata ${KATA_GENERATED_DIR}/kata DESTINATION include FILES_MATCHING PATTERN "*.h")
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/doc/kata)

# find_package(Kata CONFIG): the library that a topic is linked with, the tool that compiles titles, and kata_add_topic().
include(CMakePackageConfigHelpers)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/KataConfigVersion.cmake COMPATIBILITY ExactVersion)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/KataConfig.cmake ${CMAKE_CURRENT_LIST_DIR}/KataTopic.cmake
  ${CMAKE_CURRENT_LIST_DIR}/KataCppGlue.cmake ${CMAKE_CURRENT_LIST_DIR}/KataSuite.cmake
  ${CMAKE_CURRENT_LIST_DIR}/plugin.map ${CMAKE_BINARY_DIR}/KataConfigVersion.cmake
  DESTINATION ${KATA_INSTALL_PACKAGE})
install(EXPORT KataTargets DESTINATION ${KATA_INSTALL_PACKAGE})
