"""A judge that answers in this process: a causal language model of transformers from a folder.

Any instruction-tuned model with a chat template. It answers greedily, one question at a time; a server such as vLLM
answers many times faster.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.measures.neural import loading
from checker.measures.neural.batches import is_memory
from checker.measures.neural.guards import too_long
from checker.measures.neural.judge_endpoint import Reply, UnansweredError
from checker.measures.neural.options import ModelOptions

KIND = "AutoModelForCausalLM"


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model that is loaded when the first question comes."""

    options: ModelOptions

    def ask(self, question: Mapping[str, Any]) -> Reply:
        """The reply to a question, the members of a request: its messages and max_tokens are read.

        Raises UnansweredError where it is too long or too much for the memory, CheckerError where there is no model.
        """
        tokenizer, model, device = loading.model(self.options, KIND)
        ids = _prompt(tokenizer, question["messages"])
        most = int(question["max_tokens"])
        refused = too_long(len(ids) + most, _longest(model))
        if refused is not None:
            raise UnansweredError(refused.reason)
        torch = loading.torch()
        asked = torch.tensor([ids], device=device)
        try:
            with torch.inference_mode():
                told = model.generate(
                    asked,
                    attention_mask=torch.ones_like(asked),
                    do_sample=False,
                    max_new_tokens=most,
                    pad_token_id=tokenizer.pad_token_id if tokenizer.pad_token_id is not None else 0,
                )
        except (RuntimeError, MemoryError) as error:
            if not is_memory(error):
                raise
            raise UnansweredError(f"A question of {len(ids)} tokens is too much for the memory.") from None
        answer = told[0, len(ids) :].tolist()
        text = tokenizer.decode(answer, skip_special_tokens=True)
        return Reply(text, len(answer) < most, (len(ids), len(answer)))


def _prompt(tokenizer: Any, messages: list[dict[str, str]]) -> list[int]:
    """The tokens of a chat, up to where the answer begins; without a template its contents one after the other."""
    if getattr(tokenizer, "chat_template", None):
        text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        return list(tokenizer(text, add_special_tokens=False)["input_ids"])
    return list(tokenizer("\n\n".join(one["content"] for one in messages) + "\n\n")["input_ids"])


def _longest(model: Any) -> int:
    """Tokens of question and answer that the model can hold."""
    told = getattr(model.config, "max_position_embeddings", None)
    return told if isinstance(told, int) and told > 0 else 1 << 30
