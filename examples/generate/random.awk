# Random numbers that are the same with every awk: the minimal standard generator of Park & Miller 1988.
function uniform() {
  state = (16807 * state) % 2147483647
  return state / 2147483647
}
function normal() { return sqrt(-2 * log(uniform())) * cos(6.283185307179586 * uniform()) }
