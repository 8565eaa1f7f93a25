"""What a service of some name does otherwise than OpenAI: its address, its limits, its words, and its habits.

Each profile is what such services were seen to answer, not a copy of one release: a client that gets along with all of
them has met every step of the ladders. The docstring is what ``--help`` says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from inspect import getdoc
from typing import Any

from tests.openai_server.asked import Asked
from tests.openai_server.reply import Reply, error

Body = dict[str, Any]
Form = Callable[[Body], str]
BOTH = ("max_completion_tokens", "max_tokens")


@dataclass(frozen=True)
class Profile:
    """``form`` makes the text of a body out of OpenAI's; ``faults`` as KIND:NTH:FAULT, before those of the user.

    ``limits`` are the fields that limit a reply's length; others of that kind are ignored, and a reply that no field
    limits is cut after ``room`` tokens. ``statuses``: those that it sends in place of OpenAI's. ``versioned``: the
    address carries a deployment and an ``api-version``, and the key goes into ``api-key``. ``batches``: it has
    files and batches.
    """

    name: str
    does: str
    form: Form = json.dumps
    faults: tuple[str, ...] = ()
    limits: tuple[str, ...] = BOTH
    room: int | None = None
    statuses: Mapping[int, int] = field(default_factory=dict)
    rate_headers: bool = False
    versioned: bool = False
    batches: bool = False

    @property
    def path(self) -> str:
        return "/openai/deployments/local-lecturer?api-version=2024-10-21" if self.versioned else "/v1"

    def unwelcome(self, path: str, query: Mapping[str, str], headers: Mapping[str, str]) -> Reply | None:
        """What is said to a request that came to the wrong address or without a key."""
        if not self.versioned:
            return None
        chat = self.path.partition("?")[0] + "/"
        ours = path.startswith(chat) or (path.startswith("/openai/") and "/deployments/" not in path)
        if not ours or not query.get("api-version"):
            return _fails(404, "Resource not found")
        if not headers.get("api-key"):
            return _fails(401, "Access denied due to invalid subscription key or wrong API endpoint.")
        return None

    def most(self, asked: Asked) -> int | None:
        """Tokens after which this service cuts the reply."""
        given = [int(asked.body[name]) for name in self.limits if asked.body.get(name)]
        return min(given, default=self.room)

    def dressed(self, reply: Reply, asked: Asked, cached: int) -> Reply:
        """The reply in this service's form; streams and broken bodies as they are."""
        if self.form is json.dumps or reply.raw is not None or asked.stream:
            return reply
        status = self.statuses.get(reply.status, reply.status)
        return replace(reply, raw=self.form(json.loads(reply.body(asked, cached))), status=status)


OPENAI = Profile("openai", "OpenAI itself: all fields, x-ratelimit headers", rate_headers=True, batches=True)
PROFILES: dict[str, Profile] = {"openai": OPENAI}


def _profile(name: str, *faults: str, **traits: Any) -> Callable[[Form], Form]:
    def enter(form: Form) -> Form:
        PROFILES[name] = Profile(name, " ".join((getdoc(form) or "").split()), form, faults, **traits)
        return form

    return enter


def _fails(status: int, message: str) -> Reply:
    return Reply(None, status=status, error=error(message, "invalid_request_error", str(status)))


@_profile("azure", "assess:1:no-choices", "*:all:no-response-format", versioned=True, rate_headers=True, batches=True)
def _(body: Body) -> str:
    """Azure with an api-version of before json_schema: deployment and api-version in the address, key in api-key,
    filter results in every reply, one reply without choices; a file for a batch needs its time"""
    kinds = {kind: {"filtered": False, "severity": "safe"} for kind in ("hate", "self_harm", "sexual", "violence")}
    for choice in body.get("choices", ()):
        choice["content_filter_results"] = kinds
    if "choices" in body:
        body["prompt_filter_results"] = [{"prompt_index": 0, "content_filter_results": kinds}]
    return json.dumps(body)


@_profile("vllm")
def _(body: Body) -> str:
    """vLLM: takes the schema; errors without an envelope, their code a number; no details of usage"""
    if "error" in body:
        said = {"message": body["error"]["message"], "type": "BadRequestError", "param": None, "code": 400}
        return json.dumps({"object": "error"} | said)
    for choice in body["choices"]:
        choice["message"] |= {"reasoning_content": None, "tool_calls": []}
        choice["stop_reason"] = None
    body["usage"]["prompt_tokens_details"] = None
    del body["usage"]["completion_tokens_details"]
    return json.dumps(body | {"prompt_logprobs": None, "kv_transfer_params": None})


@_profile("vllm-reasoning", "*:all:think")
def _(body: Body) -> str:
    """vLLM with a reasoning model and no parser for it: <think> before the JSON"""
    return json.dumps(body)


@_profile("ollama", "draft:1:wrong-schema", "*:all:fenced", limits=("max_tokens",), room=1500)
def _(body: Body) -> str:
    """Ollama of before structured output: the schema is ignored, JSON stands in a fence behind a sentence,
    max_completion_tokens is ignored"""
    if "usage" in body:
        body["usage"] = {name: n for name, n in body["usage"].items() if name.endswith("_tokens")}
        body |= {"system_fingerprint": "fp_ollama"}
        del body["service_tier"]
    return json.dumps(body)


@_profile("llama-cpp", "*:1:unavailable", "*:2:unavailable", limits=("max_tokens",))
def _(body: Body) -> str:
    """llama.cpp's server: 503 while it loads the model, codes that are numbers, only max_tokens"""
    if "error" in body:
        return json.dumps({"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}})
    return json.dumps(body | {"timings": {"prompt_n": 1, "predicted_ms": 1.0}, "service_tier": None})


@_profile("lm-studio", "*:all:no-json-mode")
def _(body: Body) -> str:
    """LM Studio with a runtime that knows no format: the error is a string, no envelope for it"""
    if "error" in body:
        return json.dumps({"error": "'response_format.type' must be 'text'"})
    return json.dumps(body | {"stats": {}, "service_tier": None})


@_profile("deepseek", "*:all:no-response-format", "plan:2:empty")
def _(body: Body) -> str:
    """DeepSeek: json_object only, an empty reply now and then, blank lines while it works, the cache counted apart"""
    if "usage" in body:
        cached = body["usage"].pop("prompt_tokens_details")["cached_tokens"]
        body["usage"] |= {
            "prompt_cache_hit_tokens": cached,
            "prompt_cache_miss_tokens": body["usage"]["prompt_tokens"] - cached,
        }
    return "\n\n\n\n" + json.dumps(body)


@_profile("mistral", "*:all:max-tokens-only", "draft:1:truncated", statuses={400: 422})
def _(body: Body) -> str:
    """Mistral and others on FastAPI: 422 with a list of details that repeat what was sent; only max_tokens"""
    if "error" in body:
        place = ["body", body["error"]["param"] or "messages"]
        sent = {"type": "extra_forbidden", "loc": place, "msg": "Extra inputs are not permitted", "input": "x" * 400}
        return json.dumps({"detail": [sent]})
    return json.dumps(body)


@_profile("gemini", "draft:1:rate-limit-bare")
def _(body: Body) -> str:
    """Gemini's OpenAI door: an error is a list, and a rate limit speaks of quota, with the wait in its words"""
    if "error" in body:
        said = "You exceeded your current quota, please check your plan and billing details. Please retry in 0.05s."
        return json.dumps([{"error": {"code": 429, "message": said, "status": "RESOURCE_EXHAUSTED"}}])
    del body["system_fingerprint"]
    return json.dumps(body)


@_profile("groq", "draft:1:bad-request", rate_headers=True, batches=True)
def _(body: Body) -> str:
    """Groq: a reply that does not fit the schema is a 400 that names json_validate_failed"""
    if "error" in body:
        said = "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details."
        fault = error(said, "invalid_request_error", "json_validate_failed")
        return json.dumps({"error": fault | {"failed_generation": '{"opening": "So'}})
    return json.dumps(body | {"x_groq": {"id": "req_1"}})


@_profile("openrouter", "draft:1:bad-gateway", "assess:1:rate-limit-bare", statuses={429: 200, 502: 200})
def _(body: Body) -> str:
    """OpenRouter: what fails upstream comes as 200 with an error in it, its code a number"""
    if "error" in body:
        code = 429 if body["error"]["code"] == "rate_limit_exceeded" else 502
        return json.dumps({"error": {"message": "Provider returned error", "code": code, "metadata": {}}})
    return json.dumps(body | {"provider": "Somebody"})


@_profile("text-only", "*:all:no-json-mode", "*:all:max-tokens-only", "*:all:fenced", room=1500)
def _(body: Body) -> str:
    """a small server that knows neither formats nor max_completion_tokens, and cuts at 1,500 tokens unless told"""
    return json.dumps(body)
