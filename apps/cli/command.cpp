// From a command line to a verb: parsing, help, and the order in which options win.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

#include "cli/help.h"
#include "cli/requests.h"
#include "cli/verbs.h"
#include "tidegate/config.h"
#include "tidegate/output_file.h"
#include "tidegate/result.h"
#include "tidegate/source.h"

namespace tidegate::cli {
namespace {

/// What one subcommand's flags were set to.
struct Given {
  const Verb* verb = nullptr;
  CLI::App* app = nullptr;
  std::string file, config;
  std::vector<std::string> assignments;
  std::map<std::string, std::string> values;  ///< of a switch too: --quiet, and --quiet=off
};

std::string detector_help(const OptionInfo& option) {
  std::string help = option.help;
  if (!option.range.empty()) help += " (" + option.range + ")";
  if (!option.value.empty()) help += " [" + option.value + "]";
  return help;
}

/// An option of a verb, its own or the detector's.
struct Declared {
  VerbOption option;
  bool is_switch = false;
  std::size_t group = 0;
};

/// Its options are its own and few: in --help they stand together, as they are declared.
bool takes_nothing(const Verb& verb) { return verb.file_help.empty(); }

/// In the order of --help.
std::vector<Declared> declared_options(const Verb& verb) {
  std::vector<VerbOption> own = verb.options;
  if (verb.reads_input)
    for (const ReadOption& option : read_options()) own.push_back({option.name, option.help, option.value});
  own.push_back({"quiet", "print only results and errors", ""});
  own.push_back({"verbose", "print a line for every training epoch", ""});
  if (!verb.makes_detector) {  // so that scripts may give them always
    if (std::ranges::find(own, "seed", &VerbOption::name) == own.end())
      own.push_back({"seed", "accepted for compatibility; this command uses no randomness", "N"});
    own.push_back({"threads", "threads for many series; one series uses one thread", "N"});
  }
  std::vector<Declared> all;
  for (const VerbOption& option : own) all.push_back({option, option.value.empty(), help_group(option.name)});
  if (takes_nothing(verb))
    for (std::size_t i = 0; i < verb.options.size(); ++i) all[i].group = 0;
  if (verb.makes_detector)
    for (const OptionInfo& option : detector_options())
      all.push_back({{option.name, detector_help(option), ""}, option.is_switch, help_group(option.name)});
  std::ranges::stable_sort(all, {}, &Declared::group);
  return all;
}

std::vector<std::string> option_names(const Verb& verb, bool switches_only = false) {
  std::vector<std::string> names;
  for (const Declared& one : declared_options(verb))
    if (one.is_switch || !switches_only) names.push_back(one.option.name);
  return names;
}

/// Groups that are not shown have no name. A verb with few options shows them all.
std::string group_name(std::size_t group, bool all) {
  if (group >= help_groups().size()) return "More";
  return all || help_groups()[group].common ? std::string(help_groups()[group].name) : "";
}

void add_general(Given& given) {
  given.app->add_option("--config", given.config, "TOML file with options")->type_name("FILE")->group("General");
  given.app->add_option("--set", given.assignments, "set any option as key=value; repeatable")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false)
      ->group("General");
  given.app->set_help_flag("--help,-h", "show this text; --help all: show every option")->group("General");
}

void add_options(Given& given, bool show_all) {
  const bool all = show_all || !given.verb->makes_detector;
  const std::size_t general = help_group("config");
  bool general_added = false;
  for (const Declared& one : declared_options(*given.verb)) {
    if (!general_added && one.group >= general) add_general(given), general_added = true;
    std::string& value = given.values[one.option.name];
    const std::string name = "--" + one.option.name;
    CLI::Option* added = one.is_switch
                             ? given.app->add_flag(name, value, one.option.help)
                             : given.app->add_option(name, value, one.option.help)->type_name(one.option.value);
    added->take_last()->group(group_name(one.group, all));
  }
}

void add_verb(CLI::App& app, Given& given, bool show_all) {
  given.app = app.add_subcommand(given.verb->name, given.verb->summary);
  given.app->allow_extras();
  given.app->footer((given.verb->makes_detector && !show_all
                         ? "\ntidegate " + given.verb->name + " --help all lists every option.\n"
                         : std::string()) +
                    "\nExample:\n  " + given.verb->example);
  if (!takes_nothing(*given.verb))
    given.app->add_option("FILE", given.file, given.verb->file_help)->required()->type_name("");
  add_options(given, show_all);
}

/// Takes "all" away where it stands behind --help.
bool asks_for_all(std::vector<std::string>& arguments) {
  const auto help = std::ranges::find_if(arguments, [](const auto& word) { return word == "--help" || word == "-h"; });
  if (help == arguments.end() || help + 1 == arguments.end() || *(help + 1) != "all") return false;
  arguments.erase(help + 1);
  return true;
}

/// Takes a detector as it is, made with options of its own.
bool takes_model(const Verb& verb) {
  const auto is_model = [](const VerbOption& option) { return option.name == "model"; };
  return !verb.makes_detector && std::ranges::any_of(verb.options, is_model);
}

bool is_detector_option(const std::string& word) {
  return std::ranges::any_of(detector_options(), [&](const OptionInfo& option) { return word == "--" + option.name; });
}

Status refuse_extras(const Given& given) {
  const std::vector<std::string> extras = given.app->remaining();
  if (extras.empty()) return {};
  const std::string word = extras.front().substr(0, extras.front().find('='));
  std::vector<std::string> names = option_names(*given.verb);
  names.insert(names.end(), {"config", "set", "help"});
  if (!word.starts_with("-"))
    return fail(ErrorKind::kUsage,
                "tidegate " + given.verb->name +
                    (takes_nothing(*given.verb) ? " takes no FILE, but one was given: '"
                                                : " takes one FILE, but two were given: '" + given.file + "' and '") +
                    word + "'");
  if (takes_model(*given.verb) && is_detector_option(word)) return no_effect_on_model(word.substr(2));
  const std::string near = word.starts_with("--") ? nearest_name(word.substr(2), names) : "";
  return fail(ErrorKind::kUsage, "'" + word + "' is not an option of tidegate " + given.verb->name +
                                     (near.empty() ? "; see tidegate " + given.verb->name + " --help"
                                                   : "; did you mean '--" + near + "'?"));
}

Result<Settings> settle(const Given& given) {
  Settings settings(option_names(*given.verb), option_names(*given.verb, true));
  if (!given.config.empty())
    if (auto done = settings.read_toml(given.config); !done) return done.error();
  if (auto done = settings.read_environment(); !done) return done.error();
  for (const std::string& assignment : given.assignments)
    if (auto done = settings.read_assignment(assignment); !done) return done.error();
  for (const auto& [name, value] : given.values)
    if (given.app->count("--" + name) > 0)
      if (auto done = settings.set(name, value, "flags"); !done) return done.error();
  return settings;
}

int run_given(const Given& given) {
  if (auto fine = refuse_extras(given); !fine) return report_error(fine.error());
  const auto settings = settle(given);
  if (!settings) return report_error(settings.error());
  Console console = Console::detect();
  console.quiet = settings->is_on("quiet");
  console.verbose = settings->is_on("verbose");
  const Result<int> code = given.verb->run(given.file, *settings, console);
  return code ? *code : report_error(code.error());
}

int unknown_verb(const std::string& word, const std::vector<Verb>& verbs) {
  std::vector<std::string> names;
  std::string list;
  for (const Verb& verb : verbs) names.push_back(verb.name), list += (list.empty() ? "" : ", ") + verb.name;
  if (word.empty())
    return report_error({ErrorKind::kUsage, "no verb was given; the verbs are: " + list + "\nsee tidegate --help"});
  const std::string near = nearest_name(word, names);
  return report_error(
      {ErrorKind::kUsage, "there is no verb '" + word + "'; " +
                              (near.empty() ? "the verbs are: " + list : "did you mean '" + near + "'?")});
}

/// CLI11's own words, but for the one that only its makers understand ("--hidden: 1 required  missing").
std::string problem_words(const CLI::ParseError& problem) {
  std::string words = problem.what();
  const std::size_t option_end = words.find(':');
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&problem) == nullptr || option_end == std::string::npos) return words;
  return words.substr(0, option_end) + " needs a value";
}

/// --help and --version: results like others, so that a full disk is reported.
int show(const CLI::App& app, const CLI::ParseError& asked) {
  std::ostringstream text;
  app.exit(asked, text, text);
  const Status written = write_file("-", text.str());
  return written ? 0 : report_error(written.error());
}

}  // namespace

std::vector<Verb> all_verbs() {
  return {inspect_verb(), train_verb(),     score_verb(),    detect_verb(), info_verb(),    size_verb(),
          compare_verb(), correlate_verb(), generate_verb(), eval_verb(),   selftest_verb()};
}

int run_command(std::vector<std::string> arguments) {
  const std::vector<Verb> verbs = all_verbs();
  const bool show_all = asks_for_all(arguments);
  CLI::App app("Recurrent anomaly detection for time series.\n", "tidegate");
  app.set_version_flag("--version", std::string("tidegate ") + kVersion);
  app.require_subcommand(1);
  app.footer(
      "\nStart here:\n  tidegate detect examples/data/arterial-pressure.csv --train-part 1200 --plot\n\n'tidegate VERB "
      "--help' lists the options of a verb.");
  std::vector<Given> given(verbs.size());
  for (std::size_t i = 0; i < verbs.size(); ++i) {
    given[i].verb = &verbs[i];
    add_verb(app, given[i], show_all);
  }
  const auto is_first = [&](const Verb& verb) { return verb.name == arguments[0]; };
  if (!arguments.empty() && !arguments[0].starts_with("-") && std::none_of(verbs.begin(), verbs.end(), is_first))
    return unknown_verb(arguments[0], verbs);
  if (arguments.empty()) return unknown_verb("", verbs);
  try {  // CLI11 throws, also for --help; exceptions stop here
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& problem) {
    if (problem.get_exit_code() == 0) return show(app, problem);
    return report_error({ErrorKind::kUsage, problem_words(problem) + "\nsee tidegate " + arguments[0] + " --help"});
  }
  for (const Given& one : given)
    if (one.app->parsed()) return run_given(one);
  return 2;
}

}  // namespace tidegate::cli
