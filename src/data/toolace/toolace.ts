// ToolACE: multi-turn calls in an open domain; one sample per assistant turn with the history before it.
import { defineSource, type Sample } from '../source.ts'
import { openToolace, TOOLACE_FILES, type ToolaceRow, type ToolaceTurn } from './rows.ts'

export const toolace = defineSource<ToolaceRow>({
  name: 'toolace',
  task: 'LA',
  teaches: 'calls and replies over several turns, with functions of any domain',
  licence: 'Apache-2.0 on its hub (not verified)',
  terms: ['unverified'],
  origin: 'Team-ACE/ToolACE',
  files: TOOLACE_FILES.map(path => ({ path, optional: true })),
  settings: {
    turns: { values: ['all', 'calls'], says: 'every assistant turn is learnt, or only those that call' },
  },
  rows: ({ folder }) => openToolace(folder),
  samples: (row, { settings }) => toolaceSamples(row, settings.turns as 'all' | 'calls'),
})

/**
 * The paper does not print how it writes the history; here each turn stands with its role, and the reply is bare, as
 * the system text demands. Turns that call a function which is not listed are context, never learnt.
 */
export function toolaceSamples(row: ToolaceRow, turns: 'all' | 'calls'): Sample[] {
  const names = new Set(row.functions.map(one => one.name))
  return row.turns.flatMap((turn, at): Sample[] => {
    if (turn.role !== 'assistant' || at === 0) return []
    if (turn.calls ? !turn.calls.every(call => names.has(call.name)) : turns === 'calls') return []
    return [
      {
        id: `${row.id}/${at}`,
        source: 'toolace',
        task: 'LA',
        instruction: row.system,
        input: row.turns.slice(0, at).map(sayTurn).join('\n'),
        output: turn.text,
        meta: {
          kind: turn.calls ? 'calls' : 'response',
          dialogue: row.id,
          turn: at,
          tools: row.functions.length,
          calls: turn.calls?.length ?? 0,
        },
      },
    ]
  })
}

const LABELS = { user: 'User', assistant: 'Assistant', tool: 'Tool' }

function sayTurn(turn: ToolaceTurn): string {
  return `${LABELS[turn.role]}: ${turn.text}`
}
