// The main door: the words of a dialogue, and what puts a model, a format, tools and benchmarks together.
export { type AgentEvent, answer, respond, type Toolbox } from './agent/agent.ts'
export * from './dialogue/dialogue.ts'
export * from './dialogue/prompt.ts'
export { defineBenchmark } from './eval/benchmark.ts'
export { runSession } from './eval/session.ts'
export { loadFormat } from './formats/all.ts'
export { openModel } from './models/all.ts'
export { scripted, scriptedReplies } from './models/scripted.ts'
