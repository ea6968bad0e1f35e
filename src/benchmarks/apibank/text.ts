// The text metrics of LLaMA-Factory (train/sft/metric.py, scripts/eval_bleu_rouge.py), with which the paper's Table 3 was made.
import { bleu4 } from './bleu.ts'
import { rouge } from './rouge.ts'

/** Per cent, rounded to four places as the source rounds each pair before it takes the mean. */
export type TextScores = { 'rouge-1': number; 'rouge-2': number; 'rouge-l': number; 'bleu-4': number }

export const TEXT_METRICS = ['rouge-l', 'rouge-1', 'rouge-2', 'bleu-4'] as const

/**
 * Compares a prediction with its reference: ROUGE over jieba's words, BLEU over characters.
 * Throws where a text holds Chinese characters and `@node-rs/jieba` is not installed.
 */
export function scoreText(prediction: string, reference: string): TextScores {
  const scores = rouge(prediction, reference)
  return {
    'rouge-1': roundPercent(scores['rouge-1']),
    'rouge-2': roundPercent(scores['rouge-2']),
    'rouge-l': roundPercent(scores['rouge-l']),
    'bleu-4': roundPercent(bleu4(prediction, reference)),
  }
}

/** Python's `round(100 * x, 4)`: exact ties, which only odd 32nds can be, go to the even digit. */
function roundPercent(fraction: number): number {
  const percent = fraction * 100
  const rounded = Number(percent.toFixed(4))
  const isTie = Number.isInteger(percent * 32) && !Number.isInteger(percent * 16)
  if (!isTie) return rounded
  const units = Math.floor(percent * 10000)
  return (units % 2 === 0 ? units : units + 1) / 10000
}
