import './elements/displaced-dialog.ts'
import './elements/document-header.ts'
import './elements/format-bar.ts'
import './elements/halted-banner.ts'
import './elements/image-dialog.ts'
import './elements/link-dialog.ts'
import './elements/live-region.ts'
import './elements/me-dialog.ts'
import './elements/residue-tray.ts'
import './elements/review-panel.ts'
import './elements/share-dialog.ts'
import './elements/toast-line.ts'
import { createApi } from './api/http.ts'
import { breathe } from './breathe.ts'
import { createBrowserFeed } from './browser-feed.ts'
import { openPage } from './document-page.ts'
import { registerServiceWorker } from './register-service-worker.ts'
import { words } from './words.ts'

// The page itself speaks English when it comes from the service worker.
const skipLink = document.querySelector('.skip-link')
if (skipLink) skipLink.textContent = words.skip

const id = /^\/d\/([^/]+)$/.exec(location.pathname)?.[1]
const api = createApi()
// In a task of its own: reading all this code was one already.
if (id) void breathe().then(() => openPage(id, api, createBrowserFeed()))
registerServiceWorker()
