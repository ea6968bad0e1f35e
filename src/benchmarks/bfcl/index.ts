// The door coalm/bfcl: cases, prompts, tools, the checker and the totals of BFCL V3.
export { fromTagged, toTagged } from '../../files/tagged.ts'
export { CATEGORIES, GROUPS } from './categories.ts'
export { type BfclCase, type BfclMessage, type BfclVersion, readCases, VERSIONS } from './cases.ts'
export { check } from './check/check.ts'
export type { Outcome } from './check/outcome.ts'
export { messages, systemPrompt } from './prompt.ts'
export { TOOL_STYLES, type ToolStyle, tools } from './tools.ts'
export { type CategoryScore, type Formula, overall } from './totals.ts'
