import { findInTexts, type SearchTask } from './find/find-in-texts.ts'

// Somebody's own expression may take for ever: here it holds up nothing, and the page can end it.
addEventListener('message', ({ data }: MessageEvent<SearchTask>) => postMessage(findInTexts(data)))
postMessage('ready')
