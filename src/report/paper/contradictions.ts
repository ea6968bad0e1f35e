// Where the paper's numbers contradict each other: each is worked out again from the printed tables and named.
import { TABLE_1, TABLE_1_TOTAL } from '../../data/table1.ts'
import { PAPER_TABLES, PRINTED_CHANGES } from './tables.ts'

/** `printed` is what the paper says at `place`, `recomputed` what its other numbers give. */
export type Contradiction = { place: string; printed: string; recomputed: string; note: string }

/** All contradictions that follow from the tables as data; the order is that of the paper. */
export function findContradictions(): Contradiction[] {
  return [...inTable1(), ...betweenTables4And5(), ...inTable5(), ...inText()]
}

function inTable1(): Contradiction[] {
  const { samples, tokens, average } = TABLE_1_TOTAL
  const sums = [
    TABLE_1.reduce((sum, row) => sum + row.samples, 0),
    TABLE_1.reduce((sum, row) => sum + row.tokens, 0),
  ]
  const mean = TABLE_1.reduce((sum, row) => sum + row.average, 0) / TABLE_1.length
  const found: Contradiction[] = []
  if (sums[0] !== samples || sums[1] !== tokens)
    found.push({
      place: 'Table 1, total',
      printed: `${samples}, ${tokens}`,
      recomputed: sums.join(', '),
      note: '',
    })
  if (Math.abs(tokens / samples - average) > 0.005)
    found.push({
      place: 'Table 1, total average',
      printed: average.toFixed(2),
      recomputed: (tokens / samples).toFixed(2),
      note: `${mean.toFixed(2)} is the mean of the four averages`,
    })
  for (const row of TABLE_1) {
    const own = row.tokens / row.samples
    if (Math.abs(own - row.average) > 0.005)
      found.push({
        place: `Table 1, ${row.label}`,
        printed: row.average.toFixed(2),
        recomputed: own.toFixed(2),
        note: `tokens over samples; ${Math.round(row.tokens / row.average)} samples would fit`,
      })
  }
  const copies = 3 * (60_000 + 7500)
  const hammer = TABLE_1.find(row => row.samples === copies)
  if (hammer && hammer.label !== 'Hammer')
    found.push({
      place: 'Table 1, labels',
      printed: `${hammer.label} ${hammer.samples}`,
      recomputed: `Hammer ${copies}`,
      note: "three copies of xLAM's 60,000 and 7,500 rows; the labels of Hammer and ToolAce stand the other way round",
    })
  return found
}

/** A value of a printed table. Throws where the table has no such cell. */
export function printedValue(table: number, model: string, column: string): number {
  const { columns, rows } = PAPER_TABLES.find(one => one.number === table)!
  const value = rows.find(row => row[0] === model)?.[columns.indexOf(column) + 1]
  if (typeof value !== 'number')
    throw new Error(`table ${table}: expected a value of ${model} in ${column}, found none`)
  return value
}

function betweenTables4And5(): Contradiction[] {
  const whole = printedValue(4, 'CoALM 8B', 'Overall')
  const again = printedValue(5, 'CoALM 8B', 'BFCL')
  if (Math.abs(whole - again) <= 0.05) return []
  const note = 'the same model and benchmark'
  return [
    { place: 'Table 5, CoALM 8B, BFCL', printed: again.toFixed(1), recomputed: `${whole} (Table 4)`, note },
  ]
}

/** Printed changes that the row's own values do not give. */
function inTable5(): Contradiction[] {
  return PRINTED_CHANGES.flatMap(([model, column, llama, coalm]) =>
    (
      [
        ['Llama 3.1 8B Instruct', llama],
        ['CoALM 8B', coalm],
      ] as const
    ).flatMap(([base, printed]) => {
      const change = printedValue(5, model, column) - printedValue(5, base, column)
      if (Math.abs(change - printed) < 0.051) return []
      return [
        {
          place: `Table 5, ${model}, ${column}, against ${base}`,
          printed: signed(printed),
          recomputed: signed(change),
          note: `${printedValue(5, model, column)} against ${printedValue(5, base, column)}`,
        },
      ]
    }),
  )
}

/** Sentences of the text against the tables. */
function inText(): Contradiction[] {
  const success = (model: string) => printedValue(2, model, 'Success')
  const drop = printedValue(5, 'CoALM 8B', 'Success') - printedValue(5, 'CoALM-IT w/o CRA', 'Success')
  const lost = printedValue(5, 'CoALM 8B', 'R-L L1') - printedValue(5, 'CoALM-IT w/o LA', 'R-L L1')
  const share = (100 * lost) / printedValue(5, 'CoALM 8B', 'R-L L1')
  const turns = (model: string) => printedValue(4, model, 'Multi-turn')
  return [
    {
      place: 'Section 4.1, samples of SNIPS',
      printed: '24542',
      recomputed: `${TABLE_1[0].samples} (Table 1)`,
      note: `its tokens over 24,542 are ${(TABLE_1[0].tokens / 24_542).toFixed(1)} a sample, near the printed sample's 382 to 480`,
    },
    {
      place: 'Section 5.4, Success without CRA "plummets by 11.7%"',
      printed: '11.7',
      recomputed: drop.toFixed(1),
      note: 'Table 5',
    },
    {
      place: 'Section 5.4, "Rouge-L1 dropping 47.3%"',
      printed: '47.3 %',
      recomputed: `${lost.toFixed(1)} points, ${share.toFixed(1)} %`,
      note: 'points are written as per cent',
    },
    {
      place: 'Introduction, larger models "outperform GPT-4o on both TOD and LA"',
      printed: `Success ${success('CoALM 70B')} and ${success('CoALM 405B *')}`,
      recomputed: `GPT-4o ${success('GPT4o')}`,
      note: 'Table 2: GPT-4o is ahead in Success',
    },
    {
      place: 'Table 4, CoALM 8B, multi-turn',
      printed: turns('CoALM 8B').toFixed(2),
      recomputed: `${turns('Llama-3.1-8B-Instruct').toFixed(2)} (its base)`,
      note: 'training made it worse there; the text does not say so',
    },
    {
      place: 'Figure 6 and appendix D, functions',
      printed: '51',
      recomputed: '53 (Table 6)',
      note: "SGD's training schema has 53 intents with 51 different printed signatures",
    },
  ]
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${value.toFixed(1)}`
}
