# kiosk24_fuzz(NAME SOURCES x_fuzz.cc... [LINK libs...] [MUTATIONS n])
# One program that feeds hostile bytes to one parser. SOURCES define LLVMFuzzerTestOneInput; tests/fuzz/corpus/NAME
# holds its inputs. Normally it is a test: the corpus and n seeded mutations of it (default 3000). With
# -DKIOSK24_FUZZER=ON and clang (preset `fuzz`) it is a libFuzzer program instead, which packaging/fuzz runs.
option(KIOSK24_FUZZER "Build the fuzz targets with libFuzzer (clang only)" OFF)

add_custom_target(fuzz_all)

function(kiosk24_fuzz name)
  cmake_parse_arguments(FUZZ "" "MUTATIONS" "SOURCES;LINK" ${ARGN})
  if(NOT FUZZ_MUTATIONS)
    set(FUZZ_MUTATIONS 3000)
  endif()
  set(program fuzz_${name})
  set(corpus ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name})
  add_executable(${program} ${FUZZ_SOURCES})
  target_link_libraries(${program} PRIVATE kiosk24_options ${FUZZ_LINK})
  add_dependencies(fuzz_all ${program})
  set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  if(KIOSK24_FUZZER)
    target_compile_options(${program} PRIVATE -fsanitize=fuzzer)
    target_link_options(${program} PRIVATE -fsanitize=fuzzer)
  else()
    target_link_libraries(${program} PRIVATE fuzz_replay)
    add_test(NAME fuzz.${name} COMMAND ${program} ${corpus} --mutations ${FUZZ_MUTATIONS})
    set_tests_properties(fuzz.${name} PROPERTIES TIMEOUT 120 LABELS fuzz)
  endif()
endfunction()
