import type { Visitor } from './http.ts'

const DOT = `data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAIAAACDRijCAAAAHklEQVR42mM4EWVDFcQwatCINsgm6gRV0KhBI9ogAPKzDR9FZLarAAAAAElFTkSuQmCC'}`
const ID = 'AAAAAAAAAAAAAAAAAAAAAA'

/** A document with every kind of block and format there is, as HTML. */
const EVERYTHING = `<h1 class="title">A page with everything</h1>
<p>Plain, <strong>bold</strong>, <em>slanted</em>, <s>struck</s>, <u>under</u>, <code>code</code>, x<sup>2</sup>,
H<sub>2</sub>O, <mark class="highlight-yellow">marked</mark> and <a href="https://example.org">a link</a>.
Ask <span class="mention" data-person="ada">@Ada Lovelace</span> about
<a class="document-link" href="/d/${ID}" data-document="${ID}">The plan</a>.</p>
<h2 data-level="1">One</h2><h3 data-level="2">Two</h3><h4 data-level="3">Three</h4>
<ul><li><p>bullet</p><ul><li><p>inner</p></li></ul></li></ul><ol start="3"><li><p>number</p></li></ol>
<ul class="tasks"><li class="task" data-checked="true"><div class="task-body"><p>done</p></div></li>
<li class="task" data-checked="false"><div class="task-body"><p>open</p></div></li></ul>
<blockquote><p>quoted</p></blockquote>
<pre data-language="js"><code>const words = ['a', 'b'] // code
for (const word of words) say(word)</code></pre>
<aside class="callout" data-kind="note"><p>a note</p></aside>
<aside class="callout" data-kind="warning"><p>a warning with <a href="https://example.org">a link</a></p></aside>
<details><summary>a section</summary><p>in the section</p></details>
<table><tr><th><p>Bed</p></th><th colspan="2"><p>Plants</p></th></tr>
<tr><td rowspan="2"><p>Upper</p></td><td><p>Beans</p></td><td><p>4</p></td></tr>
<tr><td><p>Peas and <code>code</code></p></td><td><p>12</p></td></tr></table>
<figure><img src="${DOT}" alt="Two colours"><figcaption>What the picture shows</figcaption></figure>
<div class="attachment" data-size="1200000"><a href="/files/${ID}/plan.pdf" download="plan.pdf">plan.pdf</a></div>
<hr><p>The end.</p>`

/** Makes a document with everything in it and answers its id. */
export async function writeEverything(visitor: Visitor): Promise<string> {
  const reply = await visitor.post('/api/documents', {
    body: EVERYTHING,
    headers: { 'content-type': 'text/html' },
  })
  return reply.json<{ id: string }>().id
}
