// A series in memory as a source of one block.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "tidegate/source.h"

namespace tidegate {

class MemorySource final : public Source {
 public:
  explicit MemorySource(Series series) : series_(std::move(series)) {}

  const std::string& name() const override { return series_.source; }
  const std::string& time_column() const override { return series_.time_column; }
  const std::vector<Channel>& channels() const override { return series_.channels; }
  const ReadNotes& notes() const override { return series_.notes; }
  const std::string& key_column() const override { return series_.key_column; }
  const std::vector<std::string>& keys() const override { return series_.keys; }
  Result<bool> next(Rows& rows) override {
    rows = std::exchange(series_.rows, Rows());
    return rows.size() > 0;
  }

 private:
  Series series_;
};

}  // namespace tidegate
