"""ChatOpenAI without its detours: the same request, the same message, at half the client CPU.

Per call, ``ChatOpenAI`` walks every message by the SDK's type annotations for fields to rename (there are none), builds
a typed object of the answer, makes a dictionary of it again, and hops to a thread to read that. Here the payload that
LangChain makes goes through the SDK's ``post``, which has the same connections, headers, retries and errors, and
LangChain reads the answer as it came. Tracing and callbacks stand around this and are not touched.

Imported when a model is opened: LangChain and openai cost 0.8 s and 80 MB.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatResult
from langchain_openai import ChatOpenAI

from lecturegen.llm.billed import billed

PATH = "/chat/completions"


class DirectChat(ChatOpenAI):
    """A chat model of an OpenAI-compatible service, for whole answers only."""

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        body = self.payload(messages, stop=stop, **kwargs)
        answer: Any = await self.root_async_client.post(PATH, cast_to=object, body=body)
        return self._result(answer)

    def payload(self, messages: list[BaseMessage], **kwargs: Any) -> dict[str, Any]:
        """The body of a request."""
        payload: dict[str, Any] = self._get_request_payload(messages, **kwargs)
        extra: dict[str, Any] = payload.pop("extra_body", {})
        return payload | extra

    def message(self, answer: Any) -> AIMessage:
        """The message in an answer that came by other ways than ours."""
        (generation, *_) = self._result(answer).generations
        message = generation.message
        assert isinstance(message, AIMessage)
        message.response_metadata = (generation.generation_info or {}) | message.response_metadata
        return message

    def _result(self, answer: Any) -> ChatResult:
        if isinstance(answer, dict) and not billed(answer).counted:
            answer = answer | {"usage": None}  # LangChain adds up whatever stands there
        result = self._create_chat_result(answer)
        for generation, choice in zip(result.generations, answer["choices"], strict=True):
            if not isinstance(generation.message, AIMessage):
                raise TypeError(f"a message of role {generation.message.type!r}")
            generation.message.additional_kwargs["refusal"] = choice["message"].get("refusal")
        return result
