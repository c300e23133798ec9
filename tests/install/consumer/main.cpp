// Uses what an installed Tidegate offers: prints the version and an error value.
#include <cstring>
#include <iostream>

#include "tidegate/result.h"
#include "tidegate/version.h"

namespace {

tidegate::Result<int> refuse() { return tidegate::fail(tidegate::ErrorKind::kData, "no rows"); }

}  // namespace

int main() {
  const auto refused = refuse();
  std::cout << "tidegate " << tidegate::kVersion << '\n';
  return !refused && refused.error().message == "no rows" && std::strlen(tidegate::kVersion) > 0 ? 0 : 1;
}
