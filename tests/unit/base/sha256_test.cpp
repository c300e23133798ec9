// Test vectors: NIST, "SHA Test Vectors for Hashing Byte-Oriented Messages" and FIPS 180-4 examples.
#include "base/sha256.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(Sha256, DigestsEqualTheVectorsOfNist) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, AMillionLettersInUnevenPiecesGiveTheVectorOfNist) {
  const std::string letters(1'000'000, 'a');
  Sha256 digest;
  for (std::size_t at = 0, size = 1; at < letters.size(); at += size, size = size % 131 + 1)
    digest.update(std::string_view(letters).substr(at, size));
  EXPECT_EQ(digest.hex(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, EveryLengthAroundABlockIsPaddedAsInOnePiece) {
  for (std::size_t length : {54U, 55U, 56U, 57U, 63U, 64U, 65U, 119U, 120U, 128U}) {
    const std::string text(length, 'x');
    Sha256 pieces;
    for (const char letter : text) pieces.update(std::string_view(&letter, 1));
    EXPECT_EQ(pieces.hex(), sha256_hex(text)) << length;
  }
}

}  // namespace
}  // namespace tidegate
