// Keys of access: the browser speaks to the device, the form carries the answer. Without this file, a code is enough.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0))
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
const known = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }))

const asks = {
  create: ({ publicKey: asked }) => navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: known(asked.excludeCredentials),
    },
  }),
  get: ({ publicKey: asked }) => navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) },
  }),
}

const answers = {
  create: (response) => ({ clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject) }),
  get: (response) => ({
    clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : null,
  }),
}

const written = (credential, kind) => JSON.stringify({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: answers[kind](credential.response),
})

const use = (form) => {
  const kind = form.dataset.key
  const said = form.querySelector("[data-said]")
  form.hidden = false
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    said.textContent = ""
    try {
      const options = await fetch(form.dataset.options, { headers: { Accept: "application/json" } })
      form.elements.credential.value = written(await asks[kind](await options.json()), kind)
      form.submit()
    } catch {
      said.textContent = said.dataset.said
    }
  })
}

if (window.PublicKeyCredential) {
  for (const note of document.querySelectorAll("[data-without-key]")) note.hidden = true
  for (const form of document.querySelectorAll("form[data-key]")) use(form)
}
