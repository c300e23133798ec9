# Made-up network traffic of 60 hosts, a row a host and minute for a day: connections, those refused, kilobytes sent and
# received, the most used protocol, and `label` = 1 while a host is misused: four scan the others (more connections, most of
# them refused), three send data out (far more sent than received, but no more than other hosts send every day).
# usage: awk -f random.awk -f connections.awk > connections.csv
function count(mean) { return int(mean * exp(0.3 * normal()) + uniform()) }
BEGIN {
  state = 20240607
  print "time,host,protocol,connections,refused,sent,received,label"
  for (h = 0; h < 60; h++) { habit[h] = exp(2.5 + 0.7 * normal()); begin[h] = -1 }
  for (h = 40; h < 44; h++) { begin[h] = 900 + 90 * (h - 40); length_of[h] = 25 }
  for (h = 50; h < 53; h++) { begin[h] = 950 + 100 * (h - 50); length_of[h] = 30 }
  for (t = 0; t < 1440; t++)
    for (h = 0; h < 60; h++) {
      misused = begin[h] >= 0 && t >= begin[h] && t < begin[h] + length_of[h]
      busy = 1 + 0.6 * sin(6.283185307179586 * t / 1440)
      protocol = uniform() < 0.8 ? "tcp" : uniform() < 0.7 ? "udp" : "icmp"
      connections = count(habit[h] * busy)
      refused = count(0.03 * connections)
      sent = 20 * connections * exp(0.3 * normal())
      received = 4 * sent * exp(0.3 * normal())
      if (misused && h < 50) { scanned = count(2 * habit[h]); connections += scanned; refused += int(0.8 * scanned) }
      if (misused && h >= 50) sent *= 8
      printf "2024-03-05T%02d:%02d:00Z,h%02d,%s,%d,%d,%.0f,%.0f,%d\n", t / 60, t % 60, h, protocol, connections, refused, sent, received, misused
    }
}
