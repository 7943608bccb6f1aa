import type { Me } from '../document/protocol/person.ts'
import type { ResidueList } from '../document/protocol/residue.ts'
import type { Answer } from './api/answer.ts'
import type { Api } from './api/http.ts'
import { openDocument } from './document-session.ts'
import { showFormatMenu } from './editor/formats/show-format-menu.ts'
import { showBlockMenu } from './editor/handle/show-block-menu.ts'
import { wireLongDocument } from './editor/long/wire-long-document.ts'
import { linkAt, removeLink, setLink } from './editor/marks.ts'
import { insertFigure } from './editor/media/figure-commands.ts'
import type { PageActions } from './editor/page-actions.ts'
import { insertText } from './editor/paste.ts'
import { readServed } from './editor/served-document.ts'
import { commandOf } from './editor/tools.ts'
import { createAnnouncer } from './elements/announcer.ts'
import { copyText } from './elements/copy-text.ts'
import type { MeChosen } from './elements/me-dialog.ts'
import type { ResidueRequest } from './elements/residue-tray.ts'
import { createTakeAway } from './export/take-away.ts'
import { createFileDesk } from './file-desk.ts'
import { wireFind } from './find/wire-find.ts'
import { wireHouse } from './house/wire-house.ts'
import { followKeyboard } from './keyboard-inset.ts'
import { later } from './later.ts'
import { createLeaveGuard } from './leave-guard.ts'
import type { Feed } from './live/feed.ts'
import { watchForNewVersion } from './new-version.ts'
import { createVisitNote } from './note-visit.ts'
import { wireOutline } from './outline/wire-outline.ts'
import { followPageLife } from './page-life.ts'
import { createActions } from './palette/actions.ts'
import { createPeopleDesk } from './people-desk.ts'
import { createReviewDesk } from './review-desk.ts'
import { openShortcutSheet, wireShortcutKeys } from './shortcut-keys.ts'
import { within } from './sync/within.ts'
import { systemClock } from './system-clock.ts'
import { tellTopHeight } from './top-height.ts'
import { whenIdle } from './when-idle.ts'
import { words } from './words.ts'

// Below this the page's own title is out of sight and the header's takes over.
const TITLE_HIDDEN_PX = 96

/** What takes a copy of the text out of the page is fetched then at the latest. */
const PREPARED_AFTER_MS = 3_000

/** A server that does not answer for so long is not waited for: what the page knows is shown. */
const SERVER_PATIENCE_MS = 4_000

/** Wires the elements of a document's page to the open document. */
export function openPage(id: string, api: Api, feed: Feed): void {
  const header = part('sp-document-header')
  const formatBar = part('sp-format-bar')
  const linkDialog = part('sp-link-dialog')
  const imageDialog = part('sp-image-dialog')
  const meDialog = part('sp-me-dialog')
  const banner = part('sp-halted-banner')
  const displaced = part('sp-displaced-dialog')
  const toast = part('sp-toast-line')
  const say = (text: string) => part('sp-live-region').say(text)
  const announcer = createAnnouncer(say, later)
  const show = (text: string) => toast.say(text)
  const top = part('header.top')
  const view = () => session.view()
  const peopleDesk = createPeopleDesk({ header, top, announcer, view, say, show })
  const reviewDesk = createReviewDesk(part('sp-review-panel'), say)
  const leaveGuard = createLeaveGuard(window)
  const noteVisit = createVisitNote(id, api)
  let me: Me | undefined
  let hasNamedPage = false

  const files = createFileDesk({ document: id, say: (text) => toast.say(text) })
  const page: PageActions = {
    openLinkDialog,
    openImageDialog: () => imageDialog.open(),
    chooseFiles: files.choose,
    leaveText: () => formatBar.takeFocus(),
    openFormatMenu: (name, button) => void showFormatMenu(session.view(), name, button, page),
    openBlockMenu: () => void showBlockMenu(session.view(), page),
    say: (text) => toast.say(text),
  }
  const actions = createActions()
  const house = wireHouse({ document: id, api, actions, header, banner, toast, view })
  const outline = wireOutline((text) => toast.say(text))

  const session = openDocument({
    id,
    api,
    feed,
    mount: part('#document'),
    caretLayer: part('.caret-layer'),
    screen: {
      onStatus(status) {
        header.status = status
        banner.status = status
        house.onStatus(status)
        announcer.onStatus(status)
        leaveGuard.onStatus(status)
        noteVisit(status)
      },
      onHeading(heading) {
        if (header.heading === heading && hasNamedPage) return
        hasNamedPage = true
        header.heading = heading
        document.title = `${heading || words.untitled} · ${words.product}`
      },
      onFormat(format) {
        formatBar.format = format
      },
      onPeople(participants, mine) {
        me = mine
        peopleDesk.onPeople(participants, mine)
      },
      onOwnEdit: peopleDesk.onOwnEdit,
      onReady(view) {
        outline.onReady(view)
        whenIdle(takeAway.prepare)
        wireLongDocument(view)
        files.onView(view)
      },
      onReview: reviewDesk.onReview,
      onResidue(residue) {
        part('sp-residue-tray').residue = residue
      },
      ...page,
      onOutOfBounds(reason) {
        toast.say(words.outOfBounds[reason])
      },
    },
  })

  function openLinkDialog(): void {
    const view = session.view()
    if (!view?.editable) return
    const link = linkAt(view.state)
    linkDialog.open(link?.href ?? '', !link && view.state.selection.empty)
  }

  async function share(): Promise<void> {
    const link = `${location.origin}${location.pathname}`
    if (await copyText(link)) toast.say(words.share.copied)
    else await part('sp-share-dialog').open(link)
  }

  async function saveMe({ me: chosen }: MeChosen): Promise<void> {
    const answer = await api.saveMe(chosen)
    if (answer.kind !== 'ok') {
      meDialog.fail()
      return
    }
    me = answer.value
    header.me = me
    meDialog.close()
  }

  async function decide({ lost, action }: ResidueRequest): Promise<void> {
    if (action === 'copy') {
      const said = (await copyText(lost.text)) ? words.residue.copied : words.residue.notCopied
      if (!displaced.say(said)) toast.say(said)
      return
    }
    displaced.close()
    if (action === 'insert') {
      if (!session.run(insertText(lost.text))) {
        toast.say(words.displaced.notNow)
        return
      }
      // The tray is where the text is safe until the document has it on disk.
      await session.saved()
    }
    const undecided = lost.items.filter(({ dismissedAt }) => dismissedAt === undefined)
    for (const { n } of undecided) {
      if (await session.client.dismissResidue(n)) continue
      toast.say(words.residue.notDismissed)
      return
    }
  }

  const takeAway = createTakeAway({
    shown: () => session.view()?.state.doc ?? readServed(part('#document')),
    say: (text) => toast.say(text),
    fetchWord: () => api.wordFile(id),
    fetchPictures: (sources) => api.pictures(sources),
    saved: () => session.saved(),
  })

  async function showDisplaced(): Promise<void> {
    await displaced.open()
    const asked = api.keptResidue(id)
    const show = (answer?: Answer<ResidueList>): void => {
      const known = part('sp-residue-tray').residue
      displaced.view = {
        kind: 'ready',
        residue: answer?.kind === 'ok' ? answer.value.residue : known,
        unsent: session.client.displaced(),
        isComplete: answer?.kind === 'ok',
        now: Date.now(),
      }
    }
    const inTime = await within(systemClock, SERVER_PATIENCE_MS, asked, undefined)
    show(inTime)
    if (!inTime) show(await asked)
  }

  header.addEventListener('share-link', () => void share())
  const find = wireFind({
    view: session.view,
    place: part('.top'),
    say: (text) => toast.say(text),
    onMissing: () => toast.say(words.menu.notLoaded),
  })

  header.addEventListener('menu-request', ({ action }) => {
    if (action === 'find') find()
    else if (action === 'contents') outline.showContents()
    else if (action === 'counts') outline.showCounts()
    else if (action === 'displaced') void showDisplaced()
    else if (action === 'copy') void takeAway.copy()
    else if (action === 'shortcuts') void openShortcutSheet()
    else if (action === 'print') takeAway.print()
    else if (action === 'docx') void takeAway.saveWord()
    else if (action === 'markdown' || action === 'html' || action === 'text') void takeAway.save(action)
    else house.act(action)
  })
  header.addEventListener('edit-me', () => me && meDialog.open(me))
  header.addEventListener('reconnect-now', () => session.client.wake())
  formatBar.addEventListener('format-request', (request) => session.run(commandOf(request, page)))
  formatBar.addEventListener('back-to-text', () => session.view()?.focus())
  linkDialog.addEventListener('link-chosen', ({ href, text }) => {
    session.run(href === undefined ? removeLink : setLink(href, text))
  })
  imageDialog.addEventListener('image-chosen', ({ src, alt }) => {
    session.run(insertFigure(src, alt))
  })
  imageDialog.addEventListener('files-wanted', files.choose)
  meDialog.addEventListener('me-chosen', (event) => void saveMe(event))
  for (const list of [part('sp-residue-tray'), displaced])
    list.addEventListener('residue-request', (event) => void decide(event))
  banner.addEventListener('copy-text', () => void takeAway.copy())
  banner.addEventListener('download-text', () => void takeAway.save('markdown'))
  banner.addEventListener('reload-page', () => location.reload())
  watchForNewVersion(() => {
    banner.hasNewVersion = true
  })

  // Also on a page whose document does not come.
  later(PREPARED_AFTER_MS, takeAway.prepare)
  followPageLife(session.client)
  wireShortcutKeys(window)
  tellTopHeight(part('.top'))
  followKeyboard(window)
  const showHeading = () => header.classList.toggle('has-heading', scrollY > TITLE_HIDDEN_PX)
  addEventListener('scroll', showHeading, { passive: true })
  // Where a page stands is known in a frame: asked before, everything is laid out for the answer.
  requestAnimationFrame(showHeading)

  session.client.start()
}

function part<K extends keyof HTMLElementTagNameMap>(selector: K): HTMLElementTagNameMap[K]
function part(selector: string): HTMLElement
function part(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector)
  if (!element) throw new Error(`the page has no ${selector}`)
  return element
}
