// One table whose rows belong to many accounts: --key.
#include "integration/keyed_workspace.h"

namespace tidegate::testing_support {
namespace {

TEST_F(Keyed, OneDetectorIsTrainedForAllAndKnowsItsKey) {
  const std::string model = train(deeds());
  const auto info = Json::parse(run({"info", model, "--format", "json"}).out);
  EXPECT_EQ(info["key"], "account");
  EXPECT_EQ(info["trained_on"]["series"], kAccounts);
  EXPECT_EQ(info["trained_on"]["rows"], kAccounts * kRowsEach);
  EXPECT_EQ(info["channels"].size(), 1U);
  EXPECT_NE(run({"info", model}).out.find("480 rows of 12 series (account)"), std::string::npos);
}

TEST_F(Keyed, ScoresKeepTheInputsOrderAndNameTheKey) {
  const std::string file = deeds();
  const Finished scored = run({"score", file, "--model", train(file)});
  ASSERT_EQ(scored.exit_code, kDone) << scored.err;
  const auto input = lines_of(deeds_csv()), output = lines_of(scored.out);
  ASSERT_EQ(output.size(), input.size());
  EXPECT_EQ(output[0], "time,account,score,threshold,anomaly");
  for (std::size_t row = 1; row < input.size(); ++row) {
    const std::string head = input[row].substr(0, input[row].rfind(',') + 1);
    EXPECT_TRUE(output[row].starts_with(head)) << output[row];
  }
}

TEST_F(Keyed, AKeysScoresAreThoseOfItsRowsAlone) {
  const std::string file = deeds(), model = train(file);
  const std::string all = run({"score", file, "--model", model, "--detail"}).out;
  for (const std::string key : {"acc3", "acc7"}) {
    const std::string alone = write("alone.csv", "when,amount\n" + only(deeds_csv(), key + ","));
    const Finished scored = run({"score", alone, "--model", model, "--key", "none", "--detail"});
    ASSERT_EQ(scored.exit_code, kDone) << scored.err;
    const std::string rows = scored.out.substr(scored.out.find('\n') + 1);
    EXPECT_EQ(only(all, key + ","), rows);
  }
}

TEST_F(Keyed, RowsAtUnevenTimesCountOneAfterTheOther) {
  const std::string file = deeds(), model = train(file);
  EXPECT_EQ(Json::parse(run({"info", model, "--format", "json"}).out)["step_seconds"], 0);
  EXPECT_NE(run({"info", model}).out.find("treated as consecutive, whatever the time between them"), std::string::npos);
  const auto lines = lines_of(run({"score", file, "--model", model}).out);
  const auto empty = std::ranges::count_if(lines, [](const std::string& line) { return line.ends_with(",,,"); });
  EXPECT_EQ(static_cast<std::size_t>(empty), 8 * kAccounts);  // the warm-up; no long gap, no duplicate
}

TEST_F(Keyed, RowsAtOneStepAreBridgedWhereSomeAreMissing) {
  std::string text = "when,account,amount\n";
  for (std::size_t t = 0; t < 100; ++t)
    for (std::size_t k = 0; k < 3; ++k)
      if (t != 50 || k != 1) text += stamp(t) + ",h" + std::to_string(k) + "," + field(wave(t, double(k))) + "\n";
  const auto info = Json::parse(run({"info", train(write("hosts.csv", text)), "--format", "json"}).out);
  EXPECT_EQ(info["step_seconds"], 60);
  EXPECT_NE(info["notes"].dump().find("1 gap"), std::string::npos) << info["notes"];
}

TEST_F(Keyed, EventsNameTheirKeyAndKeysAreSummed) {
  const std::string file = deeds();
  const auto options = std::vector<std::string>{"detect", file, "--key", "account", "--format"};
  const auto whole = Json::parse(run(options + std::vector<std::string>{"json"} + quick()).out);
  ASSERT_EQ(whole["events"].size(), 1U);
  EXPECT_EQ(whole["events"][0]["key"], "acc7");
  const std::size_t peak = whole["events"][0]["peak_index"];
  EXPECT_TRUE(lines_of(deeds_csv())[peak + 1].starts_with(stamp(minute_of(7, 33)) + ",acc7"));
  ASSERT_EQ(whole["keys"].size(), kAccounts);
  EXPECT_EQ(whole["keys"][0]["key"], "acc7");
  EXPECT_EQ(whole["keys"][0]["events"], 1);
  EXPECT_EQ(whole["keys"][0]["rows"], kRowsEach);
  EXPECT_EQ(whole["keys"][0]["score"], whole["events"][0]["score"]);
  EXPECT_EQ(whole["keys"][1]["severity"], 0);
  EXPECT_GE(whole["keys"][1]["score"], whole["keys"][2]["score"]);
  EXPECT_EQ(whole["trained_on"], (Json{{"rows", 240}, {"keys", 12}}));
  EXPECT_TRUE(run(options + std::vector<std::string>{"csv"} + quick()).out.find("\nacc7,2024-05-01") !=
              std::string::npos);
  EXPECT_NE(run(options + std::vector<std::string>{"text"} + quick()).out.find("12 series (account)"),
            std::string::npos);
  EXPECT_EQ(run(options + std::vector<std::string>{"jsonl", "--fail-on-anomaly"} + quick()).exit_code, kAnomaly);
}

/// Keys of a share of 16,384 rows are one thread's work: here there are seven, of keys of very unequal length.
TEST_F(Keyed, EventsDoNotDependOnTheNumberOfThreads) {
  std::string text = "account,amount\n";
  for (std::size_t t = 0; t < 20'000; ++t)
    for (std::size_t k = 0; k < 90; ++k)
      if (k == 0 || t * k < 20'000)
        text += "acc" + std::to_string(k) + "," + field(wave(t, double(k)) + (t % 997 == 50 ? 8 : 0)) + "\n";
  const std::string file = write("many.csv", text), model = train(deeds(), {"--threshold-data", "scored"});
  const auto found_by = [&](const char* threads) {
    return run({"detect", file, "--key", "account", "--model", model, "--format", "json", "--threads", threads});
  };
  const Finished one = found_by("1"), three = found_by("3");
  ASSERT_EQ(one.exit_code, kDone) << one.err;
  EXPECT_GT(Json::parse(one.out)["events"].size(), 20U);
  EXPECT_EQ(one.out, three.out);
  EXPECT_EQ(one.err, three.err);
  expect_refusal(found_by("many"), kUsage, {"--threads", "'many'"});
}

TEST_F(Keyed, AModelFindsInOtherKeysWhatItNeverSaw) {
  const std::string model = train(write("normal.csv", deeds_csv(false)), {"--train-keys", "0.5"});
  EXPECT_EQ(Json::parse(run({"info", model, "--format", "json"}).out)["trained_on"]["series"], 6);
  const auto found = Json::parse(run({"detect", deeds(), "--model", model, "--format", "json"}).out);
  ASSERT_EQ(found["events"].size(), 1U);
  EXPECT_EQ(found["events"][0]["key"], "acc7");
  EXPECT_TRUE(found["trained_on"].is_null());
}

TEST_F(Keyed, WholeKeysCanBeHeldOut) {
  const auto found = Json::parse(
      run(std::vector<std::string>{"detect", deeds(), "--key", "account", "--train-keys", "7", "--format", "json"} +
          quick())
          .out);
  EXPECT_EQ(found["trained_on"], (Json{{"rows", 280}, {"keys", 7}}));
  ASSERT_EQ(found["events"].size(), 1U);
  EXPECT_EQ(found["events"][0]["key"], "acc7");
  for (const Json& key : found["keys"])
    EXPECT_EQ(key["score"].is_null(),
              key["key"].get<std::string>() < "acc7" && key["key"] != "acc10" && key["key"] != "acc11")
        << key;
}

TEST_F(Keyed, WhatWasLearnedFromIsNoEvent) {
  const auto events_with = [&](const std::string& keys) {
    return Json::parse(run(std::vector<std::string>{"detect", deeds(), "--key", "account", "--train-keys", keys,
                                                    "--threshold", "fixed:3", "--format", "json"} +
                           quick())
                           .out)["events"]
        .size();
  };
  EXPECT_EQ(events_with("7"), 1U);
  EXPECT_EQ(events_with("8"), 0U);
}

TEST_F(Keyed, KeysOfFewRowsAreToldAndScoredAsFarAsTheyWarmUp) {
  const std::string file = write(
      "few.csv", deeds_csv() + stamp(2000) + ",single,10\n" + stamp(2001) + ",pair,10\n" + stamp(2002) + ",pair,10\n");
  const Finished trained =
      run(std::vector<std::string>{"train", file, "--key", "account", "--model", path("few.tidegate")} + quick());
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  EXPECT_NE(trained.err.find("1 series with fewer than two rows were not used"), std::string::npos) << trained.err;
  const Finished scored = run({"score", file, "--model", path("few.tidegate")});
  EXPECT_NE(scored.err.find("2 of 14 series have no score"), std::string::npos) << scored.err;
  EXPECT_NE(scored.out.find(",single,,,\n"), std::string::npos);
}

TEST_F(Keyed, ALateRowIsLateWithinItsKeyOnly) {
  const std::string file = write("late.csv", deeds_csv() + stamp(0) + ",acc3,10\n" + stamp(1) + ",new,10\n");
  const Finished scored = run({"score", file, "--model", train(deeds())});
  EXPECT_NE(scored.err.find("note: 1 row came late"), std::string::npos) << scored.err;
}

TEST_F(Keyed, JsonLinesAndStandardInputDoAsWell) {
  std::string text;
  for (const std::string& line : lines_of(deeds_csv())) {
    if (line.starts_with("when")) continue;
    const std::size_t first = line.find(','), last = line.rfind(',');
    text += "{\"when\":\"" + line.substr(0, first) + "\",\"account\":\"" + line.substr(first + 1, last - first - 1) +
            "\",\"amount\":" + line.substr(last + 1) + "}\n";
  }
  const std::string model = train(write("deeds.jsonl", text));
  const Finished scored = run({"score", "-", "--model", model, "--format", "jsonl"}, text);
  ASSERT_EQ(scored.exit_code, kDone) << scored.err;
  EXPECT_EQ(Json::parse(lines_of(scored.out)[0])["account"], "acc0");
  EXPECT_EQ(lines_of(scored.out).size(), kAccounts * kRowsEach);
}

TEST_F(Keyed, AClassifierLearnsFromTheLabelsOfAllKeys) {
  std::string text = "account,amount,fraud\n";
  for (std::size_t t = 0; t < kRowsEach; ++t)
    for (std::size_t k = 0; k < kAccounts; ++k) {
      const bool fraud = t % 13 == 7;
      text +=
          "acc" + std::to_string(k) + "," + field(wave(3 * t, double(k)) + (fraud ? 9 : 0)) + (fraud ? ",1\n" : ",0\n");
    }
  const std::string file = write("labelled.csv", text), model = path("fraud.tidegate");
  const Finished trained =
      run({"train", file, "--key", "account", "--label", "fraud", "--detector", "gru-classifier", "--hidden", "8",
           "--epochs", "60", "--learning-rate", "0.02", "--model", model, "--threads", "1"});
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  const auto rows = lines_of(run({"score", file, "--model", model}).out), input = lines_of(text);
  std::size_t right = 0, scored = 0;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    if (rows[row].ends_with(",,,")) continue;
    ++scored;
    right += rows[row].back() == input[row].back() ? 1 : 0;
  }
  EXPECT_GT(scored, 300U);
  EXPECT_GT(right, scored * 95 / 100);
}

TEST_F(Keyed, SizeCountsTheKeys) {
  const auto size = Json::parse(run({"size", deeds(), "--key", "account", "--format", "json"}).out);
  EXPECT_EQ(size["series"], kAccounts);
  EXPECT_EQ(size["training_rows"], kAccounts * kRowsEach);
}

TEST_F(Keyed, ColumnsThatCannotBeTheKeyAreRefused) {
  const std::string file = deeds(), out = path("out");
  const auto train_with = [&](const std::vector<std::string>& more) {
    return run(std::vector<std::string>{"train", file, "--model", out} + quick() + more);
  };
  expect_refusal(train_with({"--key", "acount"}), kData, {"deeds.csv", "'acount'", "did you mean 'account'"});
  expect_refusal(train_with({"--key", "when"}), kUsage, {"--key", "'when'", "--time", "one role"});
  expect_refusal(train_with({"--key", "amount", "--label", "amount"}), kUsage, {"'amount'", "--label"});
  expect_refusal(train_with({"--key", "account", "--channels", "amount,account"}), kUsage, {"'account'", "--channels"});
  expect_refusal(train_with({"--key", ""}), kUsage, {"--key"});
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST_F(Keyed, AnEmptyKeyIsNamedByLineAndColumn) {
  const std::string file = write("gap.csv", deeds_csv() + stamp(2000) + ",,10\n");
  for (const auto& arguments :
       {std::vector<std::string>{"train", file, "--key", "account", "--model", path("out")} + quick(),
        {"score", file, "--model", train(deeds())}})
    expect_refusal(run(arguments), kData, {"gap.csv, line 482, column 'account'", "empty", "fill it in"});
}

TEST_F(Keyed, WhatHasNoKeysIsRefused) {
  std::filesystem::create_directories(path("folder"));
  write("folder/a.csv", waves_csv(100));
  const std::string npy = path("scores.npy"), file = deeds(), model = train(file);
  run({"score", file, "--model", model, "--format", "npy", "--output", npy});
  expect_refusal(run({"train", npy, "--key", "c0", "--model", path("out")}), kUsage, {"scores.npy", "--key", "CSV"});
  expect_refusal(run({"train", path("folder"), "--key", "a", "--model", path("out")}), kUsage, {"--key", "folder"});
  expect_refusal(run({"detect", file, "--key", "account", "--each-channel"}), kUsage, {"--each-channel", "leave out"});
  expect_refusal(run({"detect", file, "--key", "account", "--plot"}), kUsage, {"--plot"});
  expect_refusal(run({"detect", file, "--train-keys", "0.5"}), kUsage, {"--train-keys", "--key"});
  expect_refusal(run({"detect", file, "--key", "account", "--train-keys", "most"}), kUsage, {"--train-keys", "'most'"});
  expect_refusal(run({"detect", file, "--model", model, "--train-keys", "0.5", "--key", "account"}), kUsage,
                 {"--train-keys", "no effect"});
}

TEST_F(Keyed, AModelWithAKeyWantsItsColumn) {
  const std::string model = train(deeds()), plain = write("plain.csv", "when,amount\n" + only(deeds_csv(), "acc3,"));
  expect_refusal(run({"score", plain, "--model", model}), kModel, {"plain.csv", "--key account", "--key none"});
  std::filesystem::create_directories(path("folder"));
  write("folder/a.csv", "when,amount\n" + only(deeds_csv(), "acc3,"));
  const Finished folder = run({"score", path("folder"), "--model", model, "--output", path("scores")});
  EXPECT_EQ(folder.exit_code, kModel);
  EXPECT_NE(message_of(folder).find("--key none"), std::string::npos) << folder.err;
  EXPECT_EQ(run({"score", path("folder"), "--model", model, "--key", "none", "--output", path("scores")}).exit_code,
            kDone);
}

TEST_F(Keyed, FeaturesThatGoByTimeWantTimesHereToo) {
  std::string text = "when,account,amount\n";
  for (std::size_t t = 0; t < 120; ++t)
    for (const std::string account : {"a", "b"}) text += stamp(t) + "," + account + "," + field(wave(t)) + "\n";
  const std::string file = write("even.csv", text), model = train(file, {"--features", "calendar"});
  EXPECT_EQ(run({"score", file, "--model", model}).exit_code, kDone);
  expect_refusal(run({"score", file, "--model", model, "--time", "none"}), kModel, {"--features", "--time"});
  expect_refusal(run({"detect", file, "--model", model, "--time", "none"}), kModel, {"--features", "--time"});
}

TEST_F(Keyed, RowsAtUnevenTimesHaveNoCalendar) {
  const std::vector<std::string> options = {"train", deeds(), "--key", "account", "--model", path("m.tidegate")};
  expect_refusal(run(options + quick() + std::vector<std::string>{"--features", "calendar"}), kUsage,
                 {"--features calendar", "unevenly spaced", "rolling:N"});
  EXPECT_EQ(run(options + quick() + std::vector<std::string>{"--features", "auto"}).exit_code, kDone);
  EXPECT_EQ(run({"score", path("deeds.csv"), "--model", path("m.tidegate")}).exit_code, kDone);
}

TEST_F(Keyed, AModelWithoutAKeyScoresATableOfMany) {
  const std::string plain = write("plain.csv", "when,amount\n" + only(deeds_csv(), "acc3,"));
  const std::string model = path("plain.tidegate");
  ASSERT_EQ(run(std::vector<std::string>{"train", plain, "--model", model, "--time", "none"} + quick()).exit_code,
            kDone);
  const Finished scored = run({"score", deeds(), "--model", model, "--key", "account"});
  ASSERT_EQ(scored.exit_code, kDone) << scored.err;
  EXPECT_TRUE(scored.out.starts_with("time,account,score")) << scored.out;
}

TEST_F(Keyed, TooFewRowsBehindTheWindowAreTold) {
  std::string text = "account,amount\n";
  for (std::size_t k = 0; k < 30; ++k) text += "a" + std::to_string(k) + ",1\na" + std::to_string(k) + ",2\n";
  const Finished trained =
      run({"train", write("short.csv", text), "--key", "account", "--model", path("out"), "--window", "8"});
  expect_refusal(trained, kData, {"short.csv", "60 rows of 30 series", "--window"});
}

}  // namespace
}  // namespace tidegate::testing_support
