import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { later } from '../later.ts'

/** A value that may be told to change only after a while, so that the screen stays calm. */
export class SteadyValue<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost
  #value: T
  #next: T
  #cancel = () => {}

  constructor(host: ReactiveControllerHost, value: T) {
    this.#host = host
    this.#value = value
    this.#next = value
    host.addController(this)
  }

  get value(): T {
    return this.#value
  }

  /** Shows `value` after `delayMs`, unless another one is set before. At 0 it shows at once. */
  set(value: T, delayMs: number): void {
    if (Object.is(value, this.#next)) return
    this.#next = value
    this.#cancel()
    if (delayMs === 0) this.#show()
    else this.#cancel = later(delayMs, () => this.#show())
  }

  hostDisconnected(): void {
    this.#cancel()
  }

  #show(): void {
    this.#value = this.#next
    this.#host.requestUpdate()
  }
}
