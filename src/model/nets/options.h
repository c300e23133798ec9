#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

inline constexpr Word<CellKind> kCellWords[] = {
    {"rnn", CellKind::kRnn}, {"rnn-relu", CellKind::kRnnRelu}, {"lstm", CellKind::kLstm}, {"gru", CellKind::kGru}};
constexpr auto& words_of(CellKind) { return kCellWords; }

inline constexpr Word<NetKind> kNetWords[] = {
    {"forecaster", NetKind::kForecaster}, {"autoencoder", NetKind::kAutoencoder}, {"classifier", NetKind::kClassifier}};
constexpr auto& words_of(NetKind) { return kNetWords; }

inline constexpr Word<TargetKind> kTargetWords[] = {{"next", TargetKind::kNext},
                                                    {"last", TargetKind::kLast},
                                                    {"row", TargetKind::kRow},
                                                    {"window", TargetKind::kWindow}};
constexpr auto& words_of(TargetKind) { return kTargetWords; }

inline constexpr Word<StateKind> kStateWords[] = {{"carried", StateKind::kCarried}, {"window", StateKind::kWindow}};
constexpr auto& words_of(StateKind) { return kStateWords; }

template <class Config, class Visit>
void describe_net(Config& c, Visit&& visit) {
  visit(Option{.name = "cell", .help = "recurrent cell"}, c.cell);
  visit(Option{.name = "net",
               .help = "training objective: forecast rows, reconstruct a window, or classify rows from labels"},
        c.net);
  visit(Option{.name = "hidden",
               .help = "hidden units of each layer, input side first, separated by commas; more units learn more and "
                       "cost more",
               .unit = "units",
               .low = 1,
               .high = 4096},
        c.hidden);
  visit(
      Option{
          .name = "dropout", .help = "dropout between layers during training; needs two layers", .low = 0, .high = 0.9},
      c.dropout);
  visit(Option{.name = "window",
               .help = "rows before the first score, and length of training windows; 0 = 64, or an eighth of a short "
                       "training part",
               .unit = "rows",
               .low = 0,
               .high = 1e6},
        c.window);
  visit(Option{.name = "horizon",
               .help = "rows a forecaster predicts per step; a row is scored against all predictions made of it",
               .unit = "rows",
               .low = 1,
               .high = 1000},
        c.horizon);
  visit(Option{.name = "target",
               .help = "forecaster: next (forecast the next row) or last (reconstruct the row just read); classifier: "
                       "row (the row just read) or window (any row of the last window)"},
        c.target);
  visit(Option{.name = "bidirectional", .help = "autoencoder: add reverse layers, which read the window from its end"},
        c.bidirectional);
  visit(Option{.name = "state",
               .help = "carried: keep the hidden state across rows; window: restart it a window before each row (a "
                       "window of steps per row)"},
        c.state);
}

}  // namespace tidegate
