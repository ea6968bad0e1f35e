// The door coalm/apibank: its cases, the text and call metrics, the official parser, and the world its calls run in.
export { apibank } from './apibank.ts'
export { type CallScores, scoreCalls } from './calls.ts'
export { type ApibankCase, type CallResult, readCases } from './cases.ts'
export { scoreText, type TextScores } from './text.ts'
export { type ParsedCall, parseCall } from './parse.ts'
export { loadWorld, type World } from './world.ts'
export { judgeCall, judgePlanCall, type OfficialVerdict } from './official.ts'
export { rougeL, scorePlanResponse, scoreResponse } from './response.ts'
