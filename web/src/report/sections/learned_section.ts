// Training and threshold: parts of the file, loss, scores, baselines, data.
import { el, section, key, legend } from '../../shared/dom.ts';
import type { Child } from '../../shared/dom.ts';
import { figure } from '../../shared/figures/figure.ts';
import { lossCurves } from '../../shared/figures/loss.ts';
import { histogram } from '../figures/histogram.ts';
import { partsOfFile } from '../figures/parts.ts';
import type { State } from '../state.ts';
import type { Split, Training } from '../wire.ts';
import { baselineTable } from './baselines.ts';
import { dataHealth } from './data_health.ts';

const LOADED = 'No training in this run: the detector was loaded from a file without a loss history.';

export function learnedSection(state: State) {
  const { baselines, split, training } = state.report;
  const table = baselines && baselineTable(baselines);
  return section(
    'learned',
    'Training and threshold',
    null,
    split && state.drawable && partsFigure(state, split),
    el(
      'div',
      { class: 'grid' },
      trainingArticle(training),
      thresholdArticle(state),
      baselines && article('learned-baselines', 'Comparison with simple rules', baselines.note, table),
      article('learned-health', 'Data', null, dataHealth(state)),
    ),
  );
}

const article = (id: string, title: string, lead: string | null, ...children: Child[]) =>
  el(
    'article',
    { id, 'aria-labelledby': id + '-t' },
    el('h3', { id: id + '-t' }, title),
    lead && el('p', { class: 'say' }, lead),
    children,
  );

function partsFigure(state: State, split: Split) {
  const { gaps } = state.report.health;
  return el(
    'div',
    { class: 'split' },
    figure((width) => partsOfFile(state, split, width)),
    legend([gaps.length > 0 && [key('p-gap'), 'no data']]),
  );
}

function trainingArticle(training: Training | undefined) {
  if (!training?.train.length) return article('learned-loss', 'Training', training ? training.stopped : LOADED);
  const kept = training.best_epoch ? '' : ' No epoch improved on the untrained network.';
  return article(
    'learned-loss',
    'Training',
    `Loss by epoch (${training.loss}). Stopped: ${training.stopped}.${kept}`,
    legend([[key('value'), 'training'], training.validation.length > 0 && [key('expected'), 'validation']]),
    figure((width) => lossCurves(training, width)),
  );
}

function thresholdArticle({ report, score: { threshold } }: State) {
  const { distribution, budget, score, split } = report;
  const words = budget?.words || score.threshold_words || null;
  if (!distribution) return words && article('learned-threshold', 'Scores and threshold', words);
  return article(
    'learned-threshold',
    'Scores and threshold',
    words,
    legend([split && [key('steps'), 'training rows used'], [key('bar'), 'scored rows']]),
    figure((width) => histogram(distribution, threshold, width)),
  );
}
