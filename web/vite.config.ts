import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { createChunkGroups } from './chunk-groups.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const SERVICE_WORKER = 'service-worker.js'

/** The scripts that stand in the pages themselves. */
const IN_PAGE = ['first-paint', 'after-paint']

/** Where one of them stands in a page's source. */
const IS_IN_PAGE = /<script src="\/(?:[\w-]+\/)*([\w-]+)\.ts"[^>]*><\/script>/g

const IS_MODULE = /^ *<(?:script type="module"|link rel="modulepreload") .*\n/gm
const IS_FACE = /\/literata-latin-wght-normal-[\w-]+\.woff2$/

/**
 * Lets the text of a document come before the scripts: they wait in a template until it is painted, and the face
 * it is set in is asked for at once, so that it need not be set twice.
 */
function textFirst(): Plugin {
  return {
    name: 'text-first',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['document.html']
        const face = Object.keys(bundle).find((file) => IS_FACE.test(file))
        if (page?.type !== 'asset' || !face)
          throw new Error('the build has no document.html, or not its face')
        const html = String(page.source)
        const scripts = html.match(IS_MODULE) ?? []
        if (scripts.length === 0) throw new Error('document.html names no script')
        page.source = html
          .replace(IS_MODULE, '')
          .replace('<template id="start">', () => `<template id="start">\n${scripts.join('')}`)
          .replace(
            '</title>',
            `</title>\n<link rel="preload" as="font" type="font/woff2" crossorigin href="/${face}">`,
          )
      },
    },
  }
}

/** Large, and nothing that one misses without a server: the service worker keeps them not in advance. */
const FETCHED_WHEN_ASKED = /\/emoji-/

/** Tells the service worker what the build consists of, once everything else of it is there. */
function nameTheBuild(): Plugin {
  return {
    name: 'name-the-build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[SERVICE_WORKER]
        if (worker?.type !== 'chunk') throw new Error('the build has no service worker')
        const page = (name: string): string => {
          const html = bundle[`${name}.html`]
          if (html?.type !== 'asset') throw new Error(`the build has no ${name}.html`)
          return String(html.source)
        }
        const pages = { home: page('home'), document: page('document'), connection: page('connection') }
        const files = Object.keys(bundle).filter(
          (file) => file.startsWith('assets/') && !FETCHED_WHEN_ASKED.test(file),
        )
        const paths = files.sort().map((file) => `/${file}`)
        const name = createHash('sha256')
          .update(JSON.stringify([paths, pages, worker.code]))
          .digest('hex')
        const build = JSON.stringify({ name: name.slice(0, 12), files: paths, pages })
        worker.code = `const __BUILD__=${build};\n${worker.code}`
      },
    },
  }
}

/**
 * Puts the scripts that run before the first paint into the pages themselves: as files the first paint would wait
 * for them. The server names their hashes in the content policy.
 */
function paintInTheme(): Plugin {
  return {
    name: 'paint-in-theme',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const scripts = Object.values(bundle).flatMap((file) =>
          file.type === 'chunk' && IN_PAGE.includes(file.name) ? [file] : [],
        )
        if (
          scripts.length !== IN_PAGE.length ||
          scripts.some((one) => one.imports.length + one.exports.length > 0)
        )
          throw new Error('what runs before the first paint is to be a plain script')
        for (const page of Object.values(bundle)) {
          if (page.type !== 'asset' || !page.fileName.endsWith('.html')) continue
          page.source = String(page.source).replace(IS_IN_PAGE, (_, name) => {
            const script = scripts.find((one) => one.name === name)
            if (!script) throw new Error(`${page.fileName} names no script of its own: ${name}`)
            return `<script>${script.code.trim()}</script>`
          })
        }
        for (const { fileName } of scripts) delete bundle[fileName]
      },
    },
  }
}

export default defineConfig({
  root: here('.'),
  plugins: [paintInTheme(), textFirst(), nameTheBuild()],
  worker: { format: 'es' },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The content policy allows files of our own only, no data: URLs for scripts, styles or fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [
        here('home.html'),
        here('document.html'),
        here('connection.html'),
        here('notice.html'),
        here('theme/first-paint.ts'),
        here('after-paint.ts'),
        here('service-worker/service-worker.ts'),
      ],
      output: {
        // Its address is what a browser knows it by, and its folder what it may speak for.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js',
        // By this name the server finds the texts of a language, to have them fetched with the page.
        chunkFileNames: ({ facadeModuleId }) =>
          facadeModuleId === here('words/german.ts')
            ? 'assets/words-de-[hash].js'
            : 'assets/[name]-[hash].js',
        codeSplitting: { groups: createChunkGroups(here), includeDependenciesRecursively: false },
      },
    },
  },
})
