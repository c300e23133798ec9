# A made-up machine, one row a minute for a week: load, temperature, vibration, current, and `label` = 1 in three
# faults, none of which leaves the range of normal values. usage: awk -f random.awk -f machine.awk > machine.csv
BEGIN {
  state = 20240607
  print "time,load,temperature,vibration,current,label"
  temperature = 40
  for (t = 0; t < 10080; t++) {
    shift = int(t / 480) % 3  # three shifts a day, the third idles
    wanted = (shift == 2 ? 0.2 : 0.7) + 0.1 * sin(t / 37)
    load = wanted + 0.02 * normal()
    temperature += 0.02 * (30 + 40 * load - temperature) + 0.05 * normal()
    vibration = 0.5 + 0.8 * load + 0.05 * normal()
    current = 5 + 20 * load + 0.3 * normal()
    label = 0
    if (t >= 6200 && t < 6260) { vibration += 0.35 * (1 + sin(t)); label = 1 }         # a loose part rattles
    if (t >= 7700 && t < 7790) { temperature += 0.006 * (t - 7700); label = 1 }        # cooling fails slowly
    if (t >= 9100 && t < 9150) { current = 5 + 20 * (load - 0.15) + 0.3 * normal(); label = 1 }  # a phase is lost
    printf "2024-01-%02dT%02d:%02d:00Z,%.4f,%.3f,%.4f,%.3f,%d\n", 1 + t / 1440, t / 60 % 24, t % 60, load, temperature, vibration, current, label
  }
}
