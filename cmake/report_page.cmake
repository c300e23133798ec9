# The pages (report, benchmark run): bundles web/ with esbuild at build time and embeds the bytes into the library.
# Needs Node.js ≥ 18 and npm; -DTIDEGATE_REPORT_PAGE=OFF builds without (write_report then answers with an error).
option(TIDEGATE_REPORT_PAGE "Bundle the report page and embed it (needs Node.js 18 and npm)" ON)

set(web ${PROJECT_SOURCE_DIR}/web)
set(page ${PROJECT_BINARY_DIR}/report_page)
set(embedded ${page}/report_page.cpp)
set(TIDEGATE_NODE_MODULES ${page} CACHE INTERNAL "Folder that holds node_modules")

if(TIDEGATE_REPORT_PAGE)
  find_program(TIDEGATE_NODE NAMES node nodejs)
  find_program(TIDEGATE_NPM npm)
  set(remedy "install nodejs and npm (tools/install_packages.sh does), or configure with -DTIDEGATE_REPORT_PAGE=OFF")
  if(NOT TIDEGATE_NODE OR NOT TIDEGATE_NPM)
    message(FATAL_ERROR "The report page needs Node.js and npm, which were not found: ${remedy}")
  endif()
  execute_process(COMMAND ${TIDEGATE_NODE} --version OUTPUT_VARIABLE node_version OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(node_version MATCHES "^v([0-9]+)" AND CMAKE_MATCH_1 LESS 18)
    message(FATAL_ERROR "The report page needs Node.js 18 or newer, found ${node_version}: ${remedy}")
  endif()

  # The packages live in the build folder; they are fetched again only when the lock file changes. A build without
  # tests needs the bundler and uPlot alone.
  set(npm_flags --ignore-scripts --no-audit --no-fund --loglevel=error)
  if(NOT TIDEGATE_BUILD_TESTS)
    list(APPEND npm_flags --omit=dev)
  endif()
  set(installed ${page}/node_modules/.package-lock.json)
  add_custom_command(OUTPUT ${installed}
    COMMAND ${CMAKE_COMMAND} -E copy ${web}/package.json ${web}/package-lock.json ${page}
    COMMAND ${TIDEGATE_NPM} ci ${npm_flags}
    COMMAND ${CMAKE_COMMAND} -E touch ${installed}
    DEPENDS ${web}/package.json ${web}/package-lock.json
    WORKING_DIRECTORY ${page} COMMENT "Fetching the packages of the report page" VERBATIM)

  file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS ${web}/src/*.ts ${web}/styles/*.css)
  add_custom_command(OUTPUT ${embedded}
    COMMAND ${TIDEGATE_NODE} ${web}/build.mjs --modules ${page} --embed ${embedded}
    DEPENDS ${installed} ${page_sources} ${web}/build.mjs
    COMMENT "Bundling the pages" VERBATIM)
  file(MAKE_DIRECTORY ${page})
else()
  file(CONFIGURE OUTPUT ${embedded} CONTENT
    "#include \"page/report_page.h\"\nnamespace tidegate {\nReportPage report_page() { return {}; }\nReportPage benchmark_page() { return {}; }\n}\n")
endif()

target_sources(tidegate PRIVATE ${embedded})
