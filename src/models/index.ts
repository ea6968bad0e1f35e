// The door coalm/models: whoever answers.
export { openModel } from './all.ts'
export { endpoint, type EndpointOptions } from './endpoint.ts'
export { type LocalOptions, openLocal } from './local/local.ts'
export * from './model.ts'
export { recorded } from './recorded.ts'
export { scripted, scriptedReplies } from './scripted.ts'
