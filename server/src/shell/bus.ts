// SPDX-License-Identifier: Apache-2.0

/**
 * News between features and nodes. Lossy by contract: whoever must not miss something uses the outbox
 * (tx.tell). Handlers run in the order of publication; one that throws harms no other.
 */
export interface Bus {
  publish(topic: string, news: unknown): void
  subscribe(topic: string, handler: (news: unknown) => void): () => void
  close(): Promise<void>
}

export function openLocalBus(onFault: (topic: string, error: unknown) => void): Bus {
  const handlersByTopic = new Map<string, Set<(news: unknown) => void>>()
  return {
    publish(topic, news) {
      for (const handler of handlersByTopic.get(topic) ?? []) {
        try {
          handler(news)
        } catch (error) {
          onFault(topic, error)
        }
      }
    },
    subscribe(topic, handler) {
      const handlers = handlersByTopic.get(topic) ?? new Set()
      handlersByTopic.set(topic, handlers)
      handlers.add(handler)
      return () => handlers.delete(handler)
    },
    async close() {
      handlersByTopic.clear()
    },
  }
}
