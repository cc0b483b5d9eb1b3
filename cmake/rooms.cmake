# How a room, a program and a test are declared. Every room is one static library named after its path.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

add_library(kiosk24_options INTERFACE)
target_include_directories(kiosk24_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(kiosk24_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 warns falsely of overlapping copies inside std::string (GCC bug 105651).
  target_compile_options(kiosk24_options INTERFACE -Wno-restrict)
endif()
target_link_libraries(kiosk24_options INTERFACE Threads::Threads)

# For the few who must know that this is a build for finding mistakes: they LINK it.
add_library(kiosk24_sanitized INTERFACE)
set(KIOSK24_SANITIZE "" CACHE STRING "address,undefined or thread; empty for none")
if(KIOSK24_SANITIZE)
  target_compile_options(kiosk24_options INTERFACE
    -fsanitize=${KIOSK24_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(kiosk24_options INTERFACE -fsanitize=${KIOSK24_SANITIZE})
  target_compile_definitions(kiosk24_sanitized INTERFACE KIOSK24_SANITIZED)
  if(KIOSK24_SANITIZE STREQUAL "thread")
    add_library(kiosk24_tsan_suppressions OBJECT ${CMAKE_SOURCE_DIR}/tests/support/tsan_suppressions.cc)
    set(KIOSK24_EVERY_PROGRAM $<TARGET_OBJECTS:kiosk24_tsan_suppressions>)
  endif()
endif()

# kiosk24_package(NAME PKG...): an imported target k24pkg::NAME from pkg-config; its headers are system headers (no warnings).
function(kiosk24_package name)
  if(NOT TARGET PkgConfig::${name})
    pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${ARGN})
  endif()
endfunction()

# kiosk24_room(NAME SOURCES a.cc b.cc [LINK libs...])
function(kiosk24_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINK" ${ARGN})
  if(ROOM_SOURCES)
    add_library(${name} STATIC ${ROOM_SOURCES})
    target_link_libraries(${name} PUBLIC kiosk24_options ${ROOM_LINK})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE kiosk24_options ${ROOM_LINK})
  endif()
endfunction()

# kiosk24_program(NAME SOURCES main.cc [LINK libs...])
function(kiosk24_program name)
  cmake_parse_arguments(PROGRAM "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${PROGRAM_SOURCES} ${KIOSK24_EVERY_PROGRAM})
  target_link_libraries(${name} PRIVATE kiosk24_options ${PROGRAM_LINK})
endfunction()

# kiosk24_test(NAME SOURCES x_test.cc... [LINK libs...] [NEEDS programs...] [LABELS ...])
# One program of GoogleTest cases; ctest sees every case. NEEDS names programs the tests start.
function(kiosk24_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LINK;NEEDS;LABELS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES} ${KIOSK24_EVERY_PROGRAM})
  target_link_libraries(${name} PRIVATE kiosk24_options ${TEST_LINK} GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE
    KIOSK24_SOURCE_DIR="${CMAKE_SOURCE_DIR}" KIOSK24_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  # A test is compiled more often than it runs long: a third of its compile time is the optimiser's.
  target_compile_options(${name} PRIVATE -O0)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  if(TEST_NEEDS)
    add_dependencies(${name} ${TEST_NEEDS})
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST
    PROPERTIES TIMEOUT 120 LABELS "${TEST_LABELS}" WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()
