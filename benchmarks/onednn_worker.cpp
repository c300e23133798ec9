// oneDNN's recurrent primitives behind the line protocol of worker.cpp, so that a driver can alternate them with ours.
//
//   train CELL LAYERS HIDDEN INPUTS STEPS BATCH all|last THREADS
//       forward_training and backward of the recurrent layers. Less than our step: no head, no loss, no clipping, no
//       optimiser (oneDNN has none). Weights are brought into the layouts the primitives prefer inside the timing, as
//       they are new after every step of an optimiser.
//   step CELL LAYERS HIDDEN INPUTS
//       a thousand steps of one sequence, forward_inference, cell without head; weights in the preferred layout before
//   streams HIDDEN INPUTS STREAMS
//       one step of many sequences of one GRU side by side, cell without head
//
// each answer {"job": number}; `run JOB REPEATS` answers {"seconds": [...]}, `version` {"version": text}.
#include <sched.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <oneapi/dnnl/dnnl.hpp>
#include <random>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#ifdef __SSE__
#include <xmmintrin.h>
#endif

namespace {

using dnnl::memory;
using Arguments = std::unordered_map<int, memory>;
using Dims = memory::dims;
using Tag = memory::format_tag;

constexpr int kStepsARepeat = 1000;

dnnl::engine& engine() {
  static dnnl::engine one(dnnl::engine::kind::cpu, 0);
  return one;
}

dnnl::stream& stream() {
  static dnnl::stream one(engine());
  return one;
}

memory::desc described(const Dims& dims, Tag tag) { return {dims, memory::data_type::f32, tag}; }

/// Small random numbers: zeros and denormals would be another benchmark.
memory filled(const memory::desc& desc, float size) {
  memory values(desc, engine());
  static std::mt19937 random(1);
  std::normal_distribution<float> normal(0, size);
  auto* data = static_cast<float*>(values.get_data_handle());
  std::generate(data, data + desc.get_size() / sizeof(float), [&] { return normal(random); });
  return values;
}

memory zeroed(const memory::desc& desc) {
  memory values(desc, engine());
  std::fill_n(static_cast<char*>(values.get_data_handle()), desc.get_size(), '\0');
  return values;
}

struct Sizes {
  std::string cell;
  memory::dim steps, batch, inputs, hidden;

  memory::dim gates() const { return cell == "gru" ? 3 : cell == "lstm" ? 4 : 1; }
  memory::dim biases() const { return cell == "gru" ? 4 : gates(); }
  memory::desc source() const { return described({steps, batch, inputs}, Tag::tnc); }
  memory::desc output() const { return described({steps, batch, hidden}, Tag::tnc); }
  memory::desc state() const { return described({1, 1, batch, hidden}, Tag::ldnc); }
  memory::desc weights_layer(Tag tag) const { return described({1, 1, inputs, gates(), hidden}, tag); }
  memory::desc weights_iter(Tag tag) const { return described({1, 1, hidden, gates(), hidden}, tag); }
  memory::desc bias() const { return described({1, 1, biases(), hidden}, Tag::ldgo); }
};

/// The primitives of one layer, whatever the cell: its descriptor answers for layouts and workspace.
struct Primitives {
  dnnl::rnn_primitive_desc_base forward_desc, backward_desc;
  dnnl::primitive forward, backward;
};

template <class Forward, class Backward, class MakeForward, class MakeBackward>
Primitives build(bool training, MakeForward make_forward, MakeBackward make_backward) {
  const typename Forward::primitive_desc forward = make_forward();
  Primitives both{forward, {}, Forward(forward), {}};
  if (!training) return both;
  const typename Backward::primitive_desc backward = make_backward(forward);
  both.backward_desc = backward;
  both.backward = Backward(backward);
  return both;
}

/// `state` is empty where sequences begin at zero and nobody asks how they end.
Primitives build_primitives(const Sizes& s, bool training, const memory::desc& state) {
  using dnnl::prop_kind;
  const auto kind = training ? prop_kind::forward_training : prop_kind::forward_inference;
  const auto way = dnnl::rnn_direction::unidirectional_left2right;
  const auto wl = s.weights_layer(Tag::any), wi = s.weights_iter(Tag::any), b = s.bias(), x = s.source(),
             y = s.output();
  auto& e = engine();
  if (s.cell == "gru")
    return build<dnnl::lbr_gru_forward, dnnl::lbr_gru_backward>(
        training, [&] { return dnnl::lbr_gru_forward::primitive_desc(e, kind, way, x, state, wl, wi, b, y, state); },
        [&](const auto& hint) {
          return dnnl::lbr_gru_backward::primitive_desc(e, prop_kind::backward, way, x, state, wl, wi, b, y, state, x,
                                                        state, wl, wi, b, y, state, hint);
        });
  if (s.cell == "lstm")
    return build<dnnl::lstm_forward, dnnl::lstm_backward>(
        training,
        [&] { return dnnl::lstm_forward::primitive_desc(e, kind, way, x, state, state, wl, wi, b, y, state, state); },
        [&](const auto& hint) {
          return dnnl::lstm_backward::primitive_desc(e, prop_kind::backward, way, x, state, state, wl, wi, b, y, state,
                                                     state, x, state, state, wl, wi, b, y, state, state, hint);
        });
  const auto tanh = dnnl::algorithm::eltwise_tanh;
  return build<dnnl::vanilla_rnn_forward, dnnl::vanilla_rnn_backward>(
      training,
      [&] { return dnnl::vanilla_rnn_forward::primitive_desc(e, kind, tanh, way, x, state, wl, wi, b, y, state); },
      [&](const auto& hint) {
        return dnnl::vanilla_rnn_backward::primitive_desc(e, prop_kind::backward, tanh, way, x, state, wl, wi, b, y,
                                                          state, x, state, wl, wi, b, y, state, hint);
      });
}

/// Brings `from` into the layout of `to`; nothing happens where they agree.
struct Reorder {
  memory from, to;
  dnnl::reorder primitive;

  Reorder(const memory& given, const memory::desc& wanted, bool back = false)
      : from(given), to(given.get_desc() == wanted ? given : memory(wanted, engine())) {
    if (back) std::swap(from, to);
    if (from != to) primitive = dnnl::reorder(from, to);
  }
  void run() {
    if (from != to) primitive.execute(stream(), from, to);
  }
};

/// One layer of a training step.
class TrainedLayer {
 public:
  TrainedLayer(const Sizes& s, const memory& source, const memory& diff_source)
      : primitives_(build_primitives(s, true, {})),
        output(zeroed(s.output())),
        diff_output(zeroed(s.output())),
        weights_{filled(s.weights_layer(Tag::ldigo), 0.1F), filled(s.weights_iter(Tag::ldigo), 0.1F)},
        diff_weights_{zeroed(primitives_.backward_desc.diff_weights_layer_desc()),
                      zeroed(primitives_.backward_desc.diff_weights_iter_desc()), zeroed(s.bias())},
        for_forward_{{weights_[0], primitives_.forward_desc.weights_layer_desc()},
                     {weights_[1], primitives_.forward_desc.weights_iter_desc()}},
        for_backward_{{weights_[0], primitives_.backward_desc.weights_layer_desc()},
                      {weights_[1], primitives_.backward_desc.weights_iter_desc()}},
        gradients_{{zeroed(s.weights_layer(Tag::ldigo)), diff_weights_[0].get_desc(), true},
                   {zeroed(s.weights_iter(Tag::ldigo)), diff_weights_[1].get_desc(), true}} {
    for (std::size_t i = 0; i < 2; ++i)
      if (gradients_[i].from != gradients_[i].to) diff_weights_[i] = gradients_[i].from;
    const memory bias = filled(s.bias(), 0.1F), workspace(primitives_.forward_desc.workspace_desc(), engine());
    forward_ = {{DNNL_ARG_SRC_LAYER, source},
                {DNNL_ARG_WEIGHTS_LAYER, for_forward_[0].to},
                {DNNL_ARG_WEIGHTS_ITER, for_forward_[1].to},
                {DNNL_ARG_BIAS, bias},
                {DNNL_ARG_DST_LAYER, output},
                {DNNL_ARG_WORKSPACE, workspace}};
    backward_ = forward_;
    backward_[DNNL_ARG_WEIGHTS_LAYER] = for_backward_[0].to;
    backward_[DNNL_ARG_WEIGHTS_ITER] = for_backward_[1].to;
    backward_[DNNL_ARG_DIFF_SRC_LAYER] = diff_source;
    backward_[DNNL_ARG_DIFF_WEIGHTS_LAYER] = diff_weights_[0];
    backward_[DNNL_ARG_DIFF_WEIGHTS_ITER] = diff_weights_[1];
    backward_[DNNL_ARG_DIFF_BIAS] = diff_weights_[2];
    backward_[DNNL_ARG_DIFF_DST_LAYER] = diff_output;
  }

  void forward() {
    for (Reorder& one : for_forward_) one.run();
    primitives_.forward.execute(stream(), forward_);
  }

  /// Gradients add up in oneDNN, so they begin at zero; and end in the layout the weights have.
  void backward() {
    for (Reorder& one : for_backward_) one.run();
    stream().wait();
    for (memory& one : diff_weights_)
      std::fill_n(static_cast<char*>(one.get_data_handle()), one.get_desc().get_size(), '\0');
    primitives_.backward.execute(stream(), backward_);
    for (Reorder& one : gradients_) one.run();
  }

 private:
  Primitives primitives_;

 public:
  memory output, diff_output;

 private:
  std::vector<memory> weights_, diff_weights_;
  std::vector<Reorder> for_forward_, for_backward_, gradients_;
  Arguments forward_, backward_;
};

using Job = std::function<void()>;

Job train_job(std::istream& words) {
  std::string cell, head;
  memory::dim layers = 0, hidden = 0, inputs = 0, steps = 0, batch = 0;
  words >> cell >> layers >> hidden >> inputs >> steps >> batch >> head;
  auto all = std::make_shared<std::vector<std::unique_ptr<TrainedLayer>>>();
  memory below = filled(described({steps, batch, inputs}, Tag::tnc), 1), asked = zeroed(below.get_desc());
  for (memory::dim layer = 0; layer < layers; ++layer) {
    const Sizes sizes{cell, steps, batch, layer == 0 ? inputs : hidden, hidden};
    all->push_back(std::make_unique<TrainedLayer>(sizes, below, asked));
    below = all->back()->output;
    asked = all->back()->diff_output;
  }
  auto* last = static_cast<float*>(asked.get_data_handle());
  for (memory::dim i = head == "all" ? 0 : (steps - 1) * batch * hidden; i < steps * batch * hidden; ++i)
    last[i] = 1e-3F;
  return [all] {
    for (auto& layer : *all) layer->forward();
    for (auto layer = all->rbegin(); layer != all->rend(); ++layer) (*layer)->backward();
    stream().wait();
  };
}

/// `repeats` steps of `batch` sequences; the state goes to and fro between two buffers.
Job inference_job(const Sizes& sizes, int repeats) {
  const Primitives primitives = build_primitives(sizes, false, sizes.state());
  std::vector<Reorder> weights{
      {filled(sizes.weights_layer(Tag::ldigo), 0.1F), primitives.forward_desc.weights_layer_desc()},
      {filled(sizes.weights_iter(Tag::ldigo), 0.1F), primitives.forward_desc.weights_iter_desc()}};
  for (Reorder& one : weights) one.run();
  stream().wait();
  Arguments even = {{DNNL_ARG_SRC_LAYER, filled(sizes.source(), 1)},
                    {DNNL_ARG_WEIGHTS_LAYER, weights[0].to},
                    {DNNL_ARG_WEIGHTS_ITER, weights[1].to},
                    {DNNL_ARG_BIAS, filled(sizes.bias(), 0.1F)},
                    {DNNL_ARG_DST_LAYER, zeroed(sizes.output())}};
  Arguments odd = even;
  const auto connect = [&](int from, int to) {
    const memory one = zeroed(sizes.state()), other = zeroed(sizes.state());
    even[from] = odd[to] = one;
    even[to] = odd[from] = other;
  };
  connect(DNNL_ARG_SRC_ITER, DNNL_ARG_DST_ITER);
  if (sizes.cell == "lstm") connect(DNNL_ARG_SRC_ITER_C, DNNL_ARG_DST_ITER_C);
  return [primitives, even, odd, repeats] {
    for (int i = 0; i < repeats; ++i) {
      primitives.forward.execute(stream(), i % 2 == 0 ? even : odd);
      stream().wait();  // the next row comes when the answer to this one is known
    }
  };
}

Job step_job(std::istream& words) {
  Sizes sizes{"", 1, 1, 0, 0};
  int layers = 0;
  words >> sizes.cell >> layers >> sizes.hidden >> sizes.inputs;
  return inference_job(sizes, kStepsARepeat);
}

Job streams_job(std::istream& words) {
  Sizes sizes{"gru", 1, 0, 0, 0};
  words >> sizes.hidden >> sizes.inputs >> sizes.batch;
  return inference_job(sizes, 1);
}

void run_job(const Job& job, std::size_t repeats) {
  std::cout << "{\"seconds\": [";
  for (std::size_t i = 0; i < repeats; ++i) {
    const auto start = std::chrono::steady_clock::now();
    job();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    std::cout << (i == 0 ? "" : ", ") << taken.count();
  }
  std::cout << "]}" << std::endl;
}

/// Gradients that fade over many steps end in denormals, which are slow; threads begun later inherit the setting.
void flush_denormals() {
#ifdef __SSE__
  _mm_setcsr(_mm_getcsr() | 0x8040);
#endif
}

/// oneDNN takes as many threads as the process may use cores when it starts: one. Later the process may move.
void start_on_one_core() {
  cpu_set_t before, one;
  sched_getaffinity(0, sizeof before, &before);
  CPU_ZERO(&one);
  CPU_SET(sched_getcpu(), &one);
  sched_setaffinity(0, sizeof one, &one);
  std::istringstream smallest("gru 1 16 1");
  step_job(smallest)();
  for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task"))
    sched_setaffinity(std::stoi(thread.path().filename()), sizeof before, &before);
}

}  // namespace

int main() {
  flush_denormals();
  start_on_one_core();
  std::vector<Job> jobs;
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string verb;
    words >> verb;
    if (verb == "run") {
      std::size_t job = 0, repeats = 0;
      words >> job >> repeats;
      run_job(jobs.at(job), repeats);
      continue;
    }
    if (verb == "version") {
      const dnnl_version_t& v = *dnnl_version();
      std::cout << "{\"version\": \"" << v.major << '.' << v.minor << '.' << v.patch << "\"}" << std::endl;
      continue;
    }
    if (verb == "train")
      jobs.push_back(train_job(words));
    else if (verb == "step")
      jobs.push_back(step_job(words));
    else if (verb == "streams")
      jobs.push_back(streams_job(words));
    else
      return std::cerr << "unknown request: " << line << '\n', 2;
    std::cout << "{\"job\": " << jobs.size() - 1 << '}' << std::endl;
  }
  return 0;
}
