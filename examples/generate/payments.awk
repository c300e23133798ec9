# Made-up payments of 400 accounts, in the order in which they happened, over 90 days: `amount` follows the account's own
# habit, `gap` is the hours since its payment before. `label` = 1: a thief tries the card with small amounts in quick
# succession and then takes a large one, each of them within what other accounts pay every day. 8 % of the accounts.
# usage: awk -f random.awk -f payments.awk > payments.csv
BEGIN {
  state = 20240607
  print "account,hour,gap,amount,place,label"
  for (a = 0; a < 400; a++) {
    habit[a] = exp(2.5 + 0.8 * normal())
    pace[a] = 10 + 40 * uniform()
    last[a] = -pace[a] * uniform()
    stolen[a] = uniform() < 0.08 ? 1000 + 1000 * uniform() : 1e9
    tries[a] = 0
    due[a] = last[a] + pace[a] * (0.3 + 1.4 * uniform())
  }
  while (1) {
    a = 0
    for (b = 1; b < 400; b++) if (due[b] < due[a]) a = b
    now = due[a]
    if (now > 2160) break
    thief = now >= stolen[a] && tries[a] < 6
    amount = habit[a] * exp(0.35 * normal())
    if (thief) { tries[a]++; amount = tries[a] < 6 ? 1 + 2 * uniform() : habit[a] * (3 + uniform()) }
    place = uniform() < (thief ? 0.6 : 0.15) ? "web" : "shop"
    printf "a%03d,%.2f,%.2f,%.2f,%s,%d\n", a, now, now - last[a], amount, place, thief
    last[a] = now
    next_gap = pace[a] * (0.3 + 1.4 * uniform())
    if (now >= stolen[a] && tries[a] < 6) next_gap = 0.2 + 0.3 * uniform()
    else if (now < stolen[a] && now + next_gap > stolen[a]) next_gap = stolen[a] - now
    due[a] = now + next_gap
  }
}
