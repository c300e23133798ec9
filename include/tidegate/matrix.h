// A dense row-major matrix and its view. Slowest dimension first: values(T, C).
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace tidegate {

/// A view never owns; `T` may be const.
template <class T>
struct MatrixView {
  T* data = nullptr;
  std::size_t rows = 0;
  std::size_t cols = 0;

  std::span<T> row(std::size_t r) const { return {data + r * cols, cols}; }
  T& operator()(std::size_t r, std::size_t c) const { return data[r * cols + c]; }
  MatrixView slice(std::size_t first, std::size_t count) const { return {data + first * cols, count, cols}; }
  operator MatrixView<const T>() const { return {data, rows, cols}; }
};

template <class T>
class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t cols, T fill = T{}) : values_(rows * cols, fill), rows_(rows), cols_(cols) {}

  std::size_t rows() const { return rows_; }
  std::size_t cols() const { return cols_; }
  bool empty() const { return values_.empty(); }

  T& operator()(std::size_t r, std::size_t c) { return values_[r * cols_ + c]; }
  const T& operator()(std::size_t r, std::size_t c) const { return values_[r * cols_ + c]; }
  std::span<T> row(std::size_t r) { return {values_.data() + r * cols_, cols_}; }
  std::span<const T> row(std::size_t r) const { return {values_.data() + r * cols_, cols_}; }
  std::span<T> flat() { return values_; }
  std::span<const T> flat() const { return values_; }

  MatrixView<T> view() { return {values_.data(), rows_, cols_}; }
  MatrixView<const T> view() const { return {values_.data(), rows_, cols_}; }
  operator MatrixView<const T>() const { return view(); }

  /// Changes the number of rows, keeps what fits; new rows hold `fill`.
  void resize_rows(std::size_t rows, T fill = T{}) {
    values_.resize(rows * cols_, fill);
    rows_ = rows;
  }

  /// Adds the rows of another matrix of as many columns.
  void append(MatrixView<const T> more) {
    values_.insert(values_.end(), more.data, more.data + more.rows * more.cols);
    rows_ += more.rows;
  }

 private:
  std::vector<T> values_;
  std::size_t rows_ = 0;
  std::size_t cols_ = 0;
};

}  // namespace tidegate
