// How it was learned: parts of the file, loss, scores, baselines, planted faults, data.
import { el, section, key, legend } from '../../shared/dom.js';
import { figure } from '../../shared/figures/figure.js';
import { lossCurves } from '../../shared/figures/loss.js';
import { histogram } from '../figures/histogram.js';
import { partsOfFile } from '../figures/parts.js';
import { baselineTable } from './baselines.js';
import { plantedTable } from './planted.js';
import { dataHealth } from './data_health.js';

export function learnedSection(state) {
  const { report } = state, { baselines, selftest } = report;
  return section('learned', 'How it was learned', null, report.split && state.drawable && partsFigure(state),
    el('div', { class: 'grid' }, trainingArticle(report.training), thresholdArticle(state),
      baselines && article('learned-baselines', 'Does the network earn its keep?', baselines.note, baselineTable(baselines)),
      el('div', { class: 'stack' }, selftest?.length && article('learned-planted', 'Planted faults',
        'How small a fault would have been found: faults of known size were added to quiet stretches of this file.', plantedTable(selftest)),
      article('learned-health', 'Data', null, dataHealth(state)))));
}

const article = (id, title, lead, ...children) =>
  el('article', { id, 'aria-labelledby': id + '-t' }, el('h3', { id: id + '-t' }, title), lead && el('p', { class: 'say' }, lead), ...children);

function partsFigure(state) {
  const { split, health } = state.report;
  return el('div', { class: 'split' }, figure(width => partsOfFile(state, width)),
    legend([split.excluded.length > 0 && [key('p-out'), 'left out of the fit'], health.gaps.length > 0 && [key('p-gap'), 'no data']]));
}

function trainingArticle(training) {
  const none = 'No training in this run: the detector was loaded from a file that keeps no loss history.';
  if (!training?.train.length) return article('learned-loss', 'Training', training ? training.stopped : none);
  const kept = training.best_epoch ? '' : ' No epoch was better than the untrained network.';
  return article('learned-loss', 'Training', `Loss by epoch (${training.loss}). Stopped: ${training.stopped}.${kept}`,
    legend([[key('value'), 'training'], training.validation.length > 0 && [key('expected'), 'validation']]),
    figure(width => lossCurves(training, width)));
}

function thresholdArticle(state) {
  const { distribution, budget, score, split } = state.report, words = budget?.words || score.threshold_words;
  if (!distribution) return words ? article('learned-threshold', 'Scores and threshold', words) : null;
  return article('learned-threshold', 'Scores and threshold', words,
    legend([split && [key('steps'), 'training rows used'], [key('bar'), 'scored rows'], distribution.tail && [key('tail'), `${distribution.tail.kind} tail`]]),
    figure(width => histogram(distribution, state.score.threshold, width)));
}
