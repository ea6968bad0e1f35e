// What the official leaderboard knows of each model, as constants/model_config.py of bfcl-eval 2025.8.5 lists it.

/**
 * One model a line: name | shown name | link | organisation | licence | handler | dollars per million input tokens | per
 * million output tokens | `fc` for native calls, `.` where function names hold `_` for `.`.
 */
export const MODEL_TABLE = `
gorilla-openfunctions-v2|Gorilla-OpenFunctions-v2 (FC)|https://gorilla.cs.berkeley.edu/blogs/7_open_functions_v2.html|Gorilla LLM|Apache 2.0|Gorilla|||
DeepSeek-R1-0528|DeepSeek-R1-0528 (Prompt)|https://api-docs.deepseek.com/news/news250528|DeepSeek|MIT|DeepSeekAPI|||
DeepSeek-R1-0528-FC|DeepSeek-R1-0528 (FC)|https://api-docs.deepseek.com/news/news250528|DeepSeek|MIT|DeepSeekAPI|||fc.
DeepSeek-V3-0324-FC|DeepSeek-V3-0324 (FC)|https://api-docs.deepseek.com/news/news250325|DeepSeek|DeepSeek License|DeepSeekAPI|||fc.
gpt-4.5-preview-2025-02-27|GPT-4.5-Preview-2025-02-27 (Prompt)|https://openai.com/index/introducing-gpt-4-5/|OpenAI|Proprietary|OpenAIResponses|75|150|
gpt-4.5-preview-2025-02-27-FC|GPT-4.5-Preview-2025-02-27 (FC)|https://openai.com/index/introducing-gpt-4-5/|OpenAI|Proprietary|OpenAIResponses|75|150|fc.
gpt-4.1-2025-04-14-FC|GPT-4.1-2025-04-14 (FC)|https://openai.com/index/gpt-4-1/|OpenAI|Proprietary|OpenAIResponses|2|8|fc.
gpt-4.1-2025-04-14|GPT-4.1-2025-04-14 (Prompt)|https://openai.com/index/gpt-4-1/|OpenAI|Proprietary|OpenAIResponses|2|8|
gpt-4.1-mini-2025-04-14-FC|GPT-4.1-mini-2025-04-14 (FC)|https://openai.com/index/gpt-4-1/|OpenAI|Proprietary|OpenAIResponses|0.4|1.6|fc.
gpt-4.1-mini-2025-04-14|GPT-4.1-mini-2025-04-14 (Prompt)|https://openai.com/index/gpt-4-1/|OpenAI|Proprietary|OpenAIResponses|0.4|1.6|
gpt-4.1-nano-2025-04-14-FC|GPT-4.1-nano-2025-04-14 (FC)|https://openai.com/index/gpt-4-1/|OpenAI|Proprietary|OpenAIResponses|0.1|0.4|fc.
gpt-4.1-nano-2025-04-14|GPT-4.1-nano-2025-04-14 (Prompt)|https://openai.com/index/gpt-4-1/|OpenAI|Proprietary|OpenAIResponses|0.1|0.4|
gpt-4o-2024-11-20|GPT-4o-2024-11-20 (Prompt)|https://openai.com/index/hello-gpt-4o/|OpenAI|Proprietary|OpenAIResponses|2.5|10|
gpt-4o-2024-11-20-FC|GPT-4o-2024-11-20 (FC)|https://openai.com/index/hello-gpt-4o/|OpenAI|Proprietary|OpenAIResponses|2.5|10|fc.
gpt-4o-mini-2024-07-18|GPT-4o-mini-2024-07-18 (Prompt)|https://openai.com/index/gpt-4o-mini-advancing-cost-efficient-intelligence/|OpenAI|Proprietary|OpenAIResponses|0.15|0.6|
gpt-4o-mini-2024-07-18-FC|GPT-4o-mini-2024-07-18 (FC)|https://openai.com/index/gpt-4o-mini-advancing-cost-efficient-intelligence/|OpenAI|Proprietary|OpenAIResponses|0.15|0.6|fc.
o3-2025-04-16|o3-2025-04-16 (Prompt)|https://openai.com/index/introducing-o3-and-o4-mini/|OpenAI|Proprietary|OpenAIResponses|2|8|
o3-2025-04-16-FC|o3-2025-04-16 (FC)|https://openai.com/index/introducing-o3-and-o4-mini/|OpenAI|Proprietary|OpenAIResponses|2|8|fc.
o4-mini-2025-04-16|o4-mini-2025-04-16 (Prompt)|https://openai.com/index/introducing-o3-and-o4-mini/|OpenAI|Proprietary|OpenAIResponses|1.1|4.4|
o4-mini-2025-04-16-FC|o4-mini-2025-04-16 (FC)|https://openai.com/index/introducing-o3-and-o4-mini/|OpenAI|Proprietary|OpenAIResponses|1.1|4.4|fc.
claude-opus-4-20250514|Claude-Opus-4-20250514 (Prompt)|https://www.anthropic.com/news/claude-4|Anthropic|Proprietary|Claude|15|75|
claude-opus-4-20250514-FC|Claude-Opus-4-20250514 (FC)|https://www.anthropic.com/news/claude-4|Anthropic|Proprietary|Claude|15|75|fc.
claude-sonnet-4-20250514|Claude-Sonnet-4-20250514 (Prompt)|https://www.anthropic.com/news/claude-4|Anthropic|Proprietary|Claude|3|15|
claude-sonnet-4-20250514-FC|Claude-Sonnet-4-20250514 (FC)|https://www.anthropic.com/news/claude-4|Anthropic|Proprietary|Claude|3|15|fc.
claude-3-5-haiku-20241022|claude-3.5-haiku-20241022 (Prompt)|https://www.anthropic.com/news/3-5-models-and-computer-use|Anthropic|Proprietary|Claude|0.8|4|
claude-3-5-haiku-20241022-FC|claude-3.5-haiku-20241022 (FC)|https://www.anthropic.com/news/3-5-models-and-computer-use|Anthropic|Proprietary|Claude|0.8|4|fc.
nova-pro-v1.0|Amazon-Nova-Pro-v1:0 (FC)|https://aws.amazon.com/cn/ai/generative-ai/nova/|Amazon|Proprietary|Nova|0.8|3.2|.
nova-lite-v1.0|Amazon-Nova-Lite-v1:0 (FC)|https://aws.amazon.com/cn/ai/generative-ai/nova/|Amazon|Proprietary|Nova|0.06|0.24|.
nova-micro-v1.0|Amazon-Nova-Micro-v1:0 (FC)|https://aws.amazon.com/cn/ai/generative-ai/nova/|Amazon|Proprietary|Nova|0.035|0.14|.
open-mistral-nemo-2407|Open-Mistral-Nemo-2407 (Prompt)|https://mistral.ai/news/mistral-nemo/|Mistral AI|Proprietary|Mistral|0.15|0.15|
open-mistral-nemo-2407-FC|Open-Mistral-Nemo-2407 (FC)|https://mistral.ai/news/mistral-nemo/|Mistral AI|Proprietary|Mistral|0.15|0.15|fc.
mistral-large-2411|mistral-large-2411 (Prompt)|https://docs.mistral.ai/guides/model-selection/|Mistral AI|Proprietary|Mistral|2|6|
mistral-large-2411-FC|mistral-large-2411 (FC)|https://docs.mistral.ai/guides/model-selection/|Mistral AI|Proprietary|Mistral|2|6|fc.
mistral-small-2506|Mistral-Small-2506 (Prompt)|https://docs.mistral.ai/guides/model-selection/|Mistral AI|Proprietary|Mistral|0.1|0.3|
mistral-small-2506-FC|Mistral-small-2506 (FC)|https://docs.mistral.ai/guides/model-selection/|Mistral AI|Proprietary|Mistral|0.1|0.3|fc.
mistral-medium-2505|Mistral-Medium-2505|https://docs.mistral.ai/guides/model-selection/|Mistral AI|Proprietary|Mistral|0.4|2|
mistral-medium-2505-FC|Mistral-Medium-2505 (FC)|https://docs.mistral.ai/guides/model-selection/|Mistral AI|Proprietary|Mistral|0.4|2|fc.
firefunction-v2-FC|FireFunction-v2 (FC)|https://huggingface.co/fireworks-ai/firefunction-v2|Fireworks|Apache 2.0|Fireworks|||fc
Nexusflow-Raven-v2|Nexusflow-Raven-v2 (FC)|https://huggingface.co/Nexusflow/NexusRaven-V2-13B|Nexusflow|Apache 2.0|Nexus|||
gemini-2.5-flash-lite-preview-06-17-FC|Gemini-2.5-Flash-Lite-Preview-06-17 (FC)|https://deepmind.google/technologies/gemini/flash-lite/|Google|Proprietary|Gemini|0.1|0.4|fc.
gemini-2.5-flash-lite-preview-06-17|Gemini-2.5-Flash-Lite-Preview-06-17 (Prompt)|https://deepmind.google/technologies/gemini/flash-lite/|Google|Proprietary|Gemini|0.1|0.4|
gemini-2.5-flash-FC|Gemini-2.5-Flash (FC)|https://deepmind.google/technologies/gemini/flash/|Google|Proprietary|Gemini|0.3|2.5|fc.
gemini-2.5-flash|Gemini-2.5-Flash (Prompt)|https://deepmind.google/technologies/gemini/flash/|Google|Proprietary|Gemini|0.3|2.5|
gemini-2.5-pro-FC|Gemini-2.5-Pro (FC)|https://deepmind.google/technologies/gemini/pro/|Google|Proprietary|Gemini|1.5|10|fc.
gemini-2.5-pro|Gemini-2.5-Pro (Prompt)|https://deepmind.google/technologies/gemini/pro/|Google|Proprietary|Gemini|1.5|10|
meetkai/functionary-small-v3.1-FC|Functionary-Small-v3.1 (FC)|https://huggingface.co/meetkai/functionary-small-v3.1|MeetKai|MIT|Functionary|||fc.
meetkai/functionary-medium-v3.1-FC|Functionary-Medium-v3.1 (FC)|https://huggingface.co/meetkai/functionary-medium-v3.1|MeetKai|MIT|Functionary|||fc.
databricks-dbrx-instruct|DBRX-Instruct (Prompt)|https://www.databricks.com/blog/introducing-dbrx-new-state-art-open-llm|Databricks|Databricks Open Model|Databricks|2.25|6.75|
command-r-plus-FC|Command-R-Plus (FC)|https://txt.cohere.com/command-r-plus-microsoft-azure|Cohere For AI|cc-by-nc-4.0|Cohere|3|15|fc.
command-r7b-12-2024-FC|Command R7B (FC)|https://cohere.com/blog/command-r7b|Cohere|cc-by-nc-4.0|Cohere|0.0375|0.15|fc.
command-a-03-2025-FC|Command A (FC)|https://cohere.com/blog/command-a|Cohere|CC-BY-NC 4.0 License (w/ Acceptable Use Addendum)|Cohere|2.5|10|fc.
snowflake/arctic|Snowflake/snowflake-arctic-instruct (Prompt)|https://huggingface.co/Snowflake/snowflake-arctic-instruct|Snowflake|apache-2.0|Nvidia|||
nvidia/llama-3.1-nemotron-ultra-253b-v1|Llama-3.1-Nemotron-Ultra-253B-v1 (FC)|https://huggingface.co/nvidia/Llama-3_1-Nemotron-Ultra-253B-v1|NVIDIA|nvidia-open-model-license|Nemotron|||fc
nvidia/nemotron-4-340b-instruct|Nemotron-4-340b-instruct (Prompt)|https://huggingface.co/nvidia/nemotron-4-340b-instruct|NVIDIA|nvidia-open-model-license|Nvidia|||
BitAgent/GoGoAgent|GoGoAgent|https://gogoagent.ai|BitAgent|Proprietary|GoGoAgent|||
palmyra-x-004|palmyra-x-004 (FC)|https://writer.com/engineering/actions-with-palmyra-x-004/|Writer|Proprietary|Writer|5|12|
grok-4-0709-FC|Grok-4-0709 (FC)|https://docs.x.ai/docs/models|xAI|Proprietary|Grok|3|15|fc.
grok-4-0709|Grok-4-0709 (Prompt)|https://docs.x.ai/docs/models|xAI|Proprietary|Grok|3|15|
qwen3-0.6b-FC|Qwen3-0.6B (FC)|https://huggingface.co/Qwen/Qwen3-0.6B|Qwen|apache-2.0|QwenAPI|||fc.
phronetic-ai/RZN-T|RZN-T (Prompt)|https://huggingface.co/phronetic-ai/RZN-T|Phronetic AI|apache-2.0|Qwen|||
qwen3-0.6b|Qwen3-0.6B (Prompt)|https://huggingface.co/Qwen/Qwen3-0.6B|Qwen|apache-2.0|QwenAPI|||
qwen3-1.7b-FC|Qwen3-1.7B (FC)|https://huggingface.co/Qwen/Qwen3-1.7B|Qwen|apache-2.0|QwenAPI|||fc.
qwen3-1.7b|Qwen3-1.7B (Prompt)|https://huggingface.co/Qwen/Qwen3-1.7B|Qwen|apache-2.0|QwenAPI|||
qwen3-4b-FC|Qwen3-4B (FC)|https://huggingface.co/Qwen/Qwen3-4B|Qwen|apache-2.0|QwenAPI|||fc.
qwen3-4b|Qwen3-4B (Prompt)|https://huggingface.co/Qwen/Qwen3-4B|Qwen|apache-2.0|QwenAPI|||
qwen3-8b-FC|Qwen3-8B (FC)|https://huggingface.co/Qwen/Qwen3-8B|Qwen|apache-2.0|QwenAPI|||fc.
qwen3-8b|Qwen3-8B (Prompt)|https://huggingface.co/Qwen/Qwen3-8B|Qwen|apache-2.0|QwenAPI|||
qwen3-14b-FC|Qwen3-14B (FC)|https://huggingface.co/Qwen/Qwen3-14B|Qwen|apache-2.0|QwenAPI|||fc.
qwen3-14b|Qwen3-14B (Prompt)|https://huggingface.co/Qwen/Qwen3-14B|Qwen|apache-2.0|QwenAPI|||
qwen3-32b-FC|Qwen3-32B (FC)|https://huggingface.co/Qwen/Qwen3-32B|Qwen|apache-2.0|QwenAPI|||fc.
qwen3-32b|Qwen3-32B (Prompt)|https://huggingface.co/Qwen/Qwen3-32B|Qwen|apache-2.0|QwenAPI|||
qwen3-30b-a3b-FC|Qwen3-30B-A3B (FC)|https://huggingface.co/Qwen/Qwen3-30B-A3B|Qwen|apache-2.0|QwenAPI|||fc.
qwen3-30b-a3b|Qwen3-30B-A3B (Prompt)|https://huggingface.co/Qwen/Qwen3-30B-A3B|Qwen|apache-2.0|QwenAPI|||
qwen3-235b-a22b-instruct-2507-FC|Qwen3-235B-A22B-Instruct-2507 (FC)|https://huggingface.co/Qwen/Qwen3-235B-A22B-Instruct-2507|Qwen|apache-2.0|QwenAPI|||fc
qwen3-235b-a22b-instruct-2507|Qwen3-235B-A22B-Instruct-2507 (Prompt)|https://huggingface.co/Qwen/Qwen3-235B-A22B-Instruct-2507|Qwen|apache-2.0|QwenAPI|||
qwq-32b-FC|QwQ-32B (FC)|https://huggingface.co/Qwen/QwQ-32B|Qwen|apache-2.0|QwenAPI|||fc.
qwq-32b|QwQ-32B (Prompt)|https://huggingface.co/Qwen/QwQ-32B|Qwen|apache-2.0|QwenAPI|||
xiaoming-14B|xiaoming-14B (Prompt)|https://www.mininglamp.com/|Mininglamp|Proprietary|Mining|||
DM-Cito-8B-v2|DM-Cito-8B-v2 (Prompt)|https://www.mininglamp.com/|Mininglamp|Proprietary|DMCito|||
Ling/ling-lite-v1.5|ling-lite-v1.5 (Prompt)|https://huggingface.co/inclusionAI/Ling-lite-1.5|Ling|MIT|LingAPI|||
deepseek-ai/DeepSeek-R1|DeepSeek-R1 (Prompt) (Local)|https://huggingface.co/deepseek-ai/DeepSeek-R1|DeepSeek|MIT|DeepseekReasoning|||
google/gemma-3-1b-it|Gemma-3-1b-it (Prompt)|https://blog.google/technology/developers/gemma-3/|Google|gemma-terms-of-use|Gemma|||
google/gemma-3-4b-it|Gemma-3-4b-it (Prompt)|https://blog.google/technology/developers/gemma-3/|Google|gemma-terms-of-use|Gemma|||
google/gemma-3-12b-it|Gemma-3-12b-it (Prompt)|https://blog.google/technology/developers/gemma-3/|Google|gemma-terms-of-use|Gemma|||
google/gemma-3-27b-it|Gemma-3-27b-it (Prompt)|https://blog.google/technology/developers/gemma-3/|Google|gemma-terms-of-use|Gemma|||
meta-llama/Llama-3.1-8B-Instruct-FC|Llama-3.1-8B-Instruct (FC)|https://llama.meta.com/llama3|Meta|Meta Llama 3 Community|Llama_3_1|||fc
meta-llama/Llama-3.1-8B-Instruct|Llama-3.1-8B-Instruct (Prompt)|https://llama.meta.com/llama3|Meta|Meta Llama 3 Community|Llama|||
meta-llama/Llama-3.1-70B-Instruct-FC|Llama-3.1-70B-Instruct (FC)|https://llama.meta.com/llama3|Meta|Meta Llama 3 Community|Llama_3_1|||fc
meta-llama/Llama-3.1-70B-Instruct|Llama-3.1-70B-Instruct (Prompt)|https://llama.meta.com/llama3|Meta|Meta Llama 3 Community|Llama|||
meta-llama/Llama-3.2-1B-Instruct-FC|Llama-3.2-1B-Instruct (FC)|https://llama.meta.com/llama3|Meta|Meta Llama 3 Community|Llama|||fc
meta-llama/Llama-3.2-3B-Instruct-FC|Llama-3.2-3B-Instruct (FC)|https://llama.meta.com/llama3|Meta|Meta Llama 3 Community|Llama|||fc
meta-llama/Llama-3.3-70B-Instruct-FC|Llama-3.3-70B-Instruct (FC)|https://llama.meta.com/llama3|Meta|Meta Llama 3 Community|Llama|||fc
meta-llama/Llama-4-Scout-17B-16E-Instruct-FC|Llama-4-Scout-17B-16E-Instruct (FC)|https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct|Meta|Meta Llama 4 Community|Llama|||fc
meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8-FC|Llama-4-Maverick-17B-128E-Instruct-FP8 (FC)|https://huggingface.co/meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8|Meta|Meta Llama 4 Community|Llama|||fc
Salesforce/Llama-xLAM-2-70b-fc-r|xLAM-2-70b-fc-r (FC)|https://huggingface.co/Salesforce/Llama-xLAM-2-70b-fc-r|Salesforce|cc-by-nc-4.0|SalesforceLlama|||
Salesforce/Llama-xLAM-2-8b-fc-r|xLAM-2-8b-fc-r (FC)|https://huggingface.co/Salesforce/Llama-xLAM-2-8b-fc-r|Salesforce|cc-by-nc-4.0|SalesforceLlama|||
Salesforce/xLAM-2-32b-fc-r|xLAM-2-32b-fc-r (FC)|https://huggingface.co/Salesforce/xLAM-2-32b-fc-r|Salesforce|cc-by-nc-4.0|SalesforceQwen|||
Salesforce/xLAM-2-3b-fc-r|xLAM-2-3b-fc-r (FC)|https://huggingface.co/Salesforce/xLAM-2-3b-fc-r|Salesforce|cc-by-nc-4.0|SalesforceQwen|||
Salesforce/xLAM-2-1b-fc-r|xLAM-2-1b-fc-r (FC)|https://huggingface.co/Salesforce/xLAM-2-1b-fc-r|Salesforce|cc-by-nc-4.0|SalesforceQwen|||
mistralai/Ministral-8B-Instruct-2410|Ministral-8B-Instruct-2410 (FC)|https://huggingface.co/mistralai/Ministral-8B-Instruct-2410|Mistral AI|Mistral AI Research License|MistralFC|||
microsoft/phi-4|Phi-4 (Prompt)|https://huggingface.co/microsoft/phi-4|Microsoft|MIT|Phi|||
microsoft/Phi-4-mini-instruct|Phi-4-mini-instruct (Prompt)|https://huggingface.co/microsoft/Phi-4-mini-instruct|Microsoft|MIT|Phi|||
microsoft/Phi-4-mini-instruct-FC|Phi-4-mini-instruct (FC)|https://huggingface.co/microsoft/Phi-4-mini-instruct|Microsoft|MIT|PhiFC|||fc
ibm-granite/granite-3.2-8b-instruct|Granite-3.2-8B-Instruct (FC)|https://huggingface.co/ibm-granite/granite-3.2-8b-instruct|IBM|Apache-2.0|Granite3FC|||fc
ibm-granite/granite-3.1-8b-instruct|Granite-3.1-8B-Instruct (FC)|https://huggingface.co/ibm-granite/granite-3.1-8b-instruct|IBM|Apache-2.0|Granite3FC|||fc
ibm-granite/granite-20b-functioncalling|Granite-20b-FunctionCalling (FC)|https://huggingface.co/ibm-granite/granite-20b-functioncalling|IBM|Apache-2.0|GraniteFunctionCalling|||.
MadeAgents/Hammer2.1-7b|Hammer2.1-7b (FC)|https://huggingface.co/MadeAgents/Hammer2.1-7b|MadeAgents|cc-by-nc-4.0|Hammer|||
MadeAgents/Hammer2.1-3b|Hammer2.1-3b (FC)|https://huggingface.co/MadeAgents/Hammer2.1-3b|MadeAgents|qwen-research|Hammer|||
MadeAgents/Hammer2.1-1.5b|Hammer2.1-1.5b (FC)|https://huggingface.co/MadeAgents/Hammer2.1-1.5b|MadeAgents|cc-by-nc-4.0|Hammer|||
MadeAgents/Hammer2.1-0.5b|Hammer2.1-0.5b (FC)|https://huggingface.co/MadeAgents/Hammer2.1-0.5b|MadeAgents|cc-by-nc-4.0|Hammer|||
THUDM/glm-4-9b-chat|GLM-4-9b-Chat (FC)|https://huggingface.co/THUDM/glm-4-9b-chat|THUDM|glm-4|GLM|||.
Qwen/Qwen3-0.6B-FC|Qwen3-0.6B (FC)|https://huggingface.co/Qwen/Qwen3-0.6B|Qwen|apache-2.0|QwenFC|||fc
Qwen/Qwen3-0.6B|Qwen3-0.6B (Prompt)|https://huggingface.co/Qwen/Qwen3-0.6B|Qwen|apache-2.0|Qwen|||
Qwen/Qwen3-1.7B-FC|Qwen3-1.7B (FC)|https://huggingface.co/Qwen/Qwen3-1.7B|Qwen|apache-2.0|QwenFC|||fc
Qwen/Qwen3-1.7B|Qwen3-1.7B (Prompt)|https://huggingface.co/Qwen/Qwen3-1.7B|Qwen|apache-2.0|Qwen|||
Qwen/Qwen3-4B-FC|Qwen3-4B (FC)|https://huggingface.co/Qwen/Qwen3-4B|Qwen|apache-2.0|QwenFC|||fc
Qwen/Qwen3-4B|Qwen3-4B (Prompt)|https://huggingface.co/Qwen/Qwen3-4B|Qwen|apache-2.0|Qwen|||
Qwen/Qwen3-8B-FC|Qwen3-8B (FC)|https://huggingface.co/Qwen/Qwen3-8B|Qwen|apache-2.0|QwenFC|||fc
Qwen/Qwen3-8B|Qwen3-8B (Prompt)|https://huggingface.co/Qwen/Qwen3-8B|Qwen|apache-2.0|Qwen|||
Qwen/Qwen3-14B-FC|Qwen3-14B (FC)|https://huggingface.co/Qwen/Qwen3-14B|Qwen|apache-2.0|QwenFC|||fc
Qwen/Qwen3-14B|Qwen3-14B (Prompt)|https://huggingface.co/Qwen/Qwen3-14B|Qwen|apache-2.0|Qwen|||
Qwen/Qwen3-32B-FC|Qwen3-32B (FC)|https://huggingface.co/Qwen/Qwen3-32B|Qwen|apache-2.0|QwenFC|||fc
Qwen/Qwen3-32B|Qwen3-32B (Prompt)|https://huggingface.co/Qwen/Qwen3-32B|Qwen|apache-2.0|Qwen|||
Qwen/Qwen3-30B-A3B-FC|Qwen3-30B-A3B (FC)|https://huggingface.co/Qwen/Qwen3-30B-A3B|Qwen|apache-2.0|QwenFC|||fc
Qwen/Qwen3-30B-A3B|Qwen3-30B-A3B (Prompt)|https://huggingface.co/Qwen/Qwen3-30B-A3B|Qwen|apache-2.0|Qwen|||
Qwen/Qwen3-235B-A22B-Instruct-2507-FC|Qwen3-235B-A22B-Instruct-2507 (FC)|https://huggingface.co/Qwen/Qwen3-235B-A22B-Instruct-2507|Qwen|apache-2.0|QwenFC|||fc
Qwen/Qwen3-235B-A22B-Instruct-2507|Qwen3-235B-A22B-Instruct-2507 (Prompt)|https://huggingface.co/Qwen/Qwen3-235B-A22B-Instruct-2507|Qwen|apache-2.0|Qwen|||
Team-ACE/ToolACE-2-8B|ToolACE-2-8B (FC)|https://huggingface.co/Team-ACE/ToolACE-2-8B|Huawei Noah & USTC|Apache-2.0|Llama|||
openbmb/MiniCPM3-4B|MiniCPM3-4B (Prompt)|https://huggingface.co/openbmb/MiniCPM3-4B|openbmb|Apache-2.0|MiniCPM|||
openbmb/MiniCPM3-4B-FC|MiniCPM3-4B-FC (FC)|https://huggingface.co/openbmb/MiniCPM3-4B|openbmb|Apache-2.0|MiniCPMFC|||fc.
watt-ai/watt-tool-8B|watt-tool-8B (FC)|https://huggingface.co/watt-ai/watt-tool-8B/|Watt AI Lab|Apache-2.0|Llama|||
watt-ai/watt-tool-70B|watt-tool-70B (FC)|https://huggingface.co/watt-ai/watt-tool-70B/|Watt AI Lab|Apache-2.0|Llama|||
ZJared/Haha-7B|Haha-7B|https://huggingface.co/ZJared/Haha-7B|TeleAI|Apache 2.0|Qwen|||
speakleash/Bielik-11B-v2.3-Instruct|Bielik-11B-v2.3-Instruct (Prompt)|https://huggingface.co/speakleash/Bielik-11B-v2.3-Instruct|SpeakLeash & ACK Cyfronet AGH|Apache 2.0|Bielik|||
NovaSky-AI/Sky-T1-32B-Preview|Sky-T1-32B-Preview (Prompt)|https://huggingface.co/NovaSky-AI/Sky-T1-32B-Preview|NovaSky-AI|apache-2.0|Qwen|||
tiiuae/Falcon3-10B-Instruct-FC|Falcon3-10B-Instruct (FC)|https://huggingface.co/tiiuae/Falcon3-10B-Instruct|TII UAE|falcon-llm-license|Falcon3FC|||fc
tiiuae/Falcon3-7B-Instruct-FC|Falcon3-7B-Instruct (FC)|https://huggingface.co/tiiuae/Falcon3-7B-Instruct|TII UAE|falcon-llm-license|Falcon3FC|||fc
tiiuae/Falcon3-3B-Instruct-FC|Falcon3-3B-Instruct (FC)|https://huggingface.co/tiiuae/Falcon3-3B-Instruct|TII UAE|falcon-llm-license|Falcon3FC|||fc
tiiuae/Falcon3-1B-Instruct-FC|Falcon3-1B-Instruct (FC)|https://huggingface.co/tiiuae/Falcon3-1B-Instruct|TII UAE|falcon-llm-license|Falcon3FC|||fc
uiuc-convai/CoALM-8B|CoALM-8B|https://huggingface.co/uiuc-convai/CoALM-8B|UIUC + Oumi|Meta Llama 3 Community|Llama|||
uiuc-convai/CoALM-70B|CoALM-70B|https://huggingface.co/uiuc-convai/CoALM-70B|UIUC + Oumi|Meta Llama 3 Community|Llama|||
uiuc-convai/CoALM-405B|CoALM-405B|https://huggingface.co/uiuc-convai/CoALM-405B|UIUC + Oumi|Meta Llama 3 Community|Llama|||
BitAgent/BitAgent-8B|BitAgent-8B|https://huggingface.co/BitAgent/BitAgent-8B/|Bittensor|Apache-2.0|Llama|||
BitAgent/BitAgent-Bounty-8B|BitAgent-Bounty-8B|https://huggingface.co/BitAgent/BitAgent-Bounty-8B|Bittensor|Apache-2.0|BitAgent|||fc
ThinkAgents/ThinkAgent-1B|ThinkAgent-1B (FC)|https://huggingface.co/ThinkAgents/ThinkAgent-1B|ThinkAgents|apache-2.0|ThinkAgent|||
meta-llama/llama-4-maverick-17b-128e-instruct-fp8-novita|Llama-4-Maverick-17B-128E-Instruct-FP8 (Prompt) (Novita)|https://huggingface.co/meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8|Meta|Meta Llama 4 Community|Novita|0.2|0.85|
meta-llama/llama-4-maverick-17b-128e-instruct-fp8-FC-novita|Llama-4-Maverick-17B-128E-Instruct-FP8 (FC) (Novita)|https://huggingface.co/meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8|Meta|Meta Llama 4 Community|Novita|0.2|0.85|fc.
meta-llama/llama-4-scout-17b-16e-instruct-novita|Llama-4-Scout-17B-16E-Instruct (Prompt) (Novita)|https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct|Meta|Meta Llama 4 Community|Novita|0.1|0.5|
meta-llama/llama-4-scout-17b-16e-instruct-FC-novita|Llama-4-Scout-17B-16E-Instruct (FC) (Novita)|https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct|Meta|Meta Llama 4 Community|Novita|0.1|0.5|fc.
qwen/qwq-32b-FC-novita|Qwen/QwQ-32B (FC) (Novita)|https://huggingface.co/Qwen/QwQ-32B|Qwen|apache-2.0|Novita|0.18|0.2|fc.
qwen/qwq-32b-novita|Qwen/QwQ-32B (Prompt) (Novita)|https://huggingface.co/Qwen/QwQ-32B|Qwen|apache-2.0|Novita|0.18|0.2|
qwen3-4b-think-FC|Qwen3-4B-Think (FC)|https://huggingface.co/Qwen/Qwen3-4B|Qwen|apache-2.0|QwenAgentThink|||fc.
qwen3-4b-nothink-FC|Qwen3-4B-NoThink (FC)|https://huggingface.co/Qwen/Qwen3-4B|Qwen|apache-2.0|QwenAgentNoThink|||fc.
katanemo/Arch-Agent-1.5B|Arch-Agent-1.5B|https://huggingface.co/katanemo/Arch-Agent-1.5B|katanemo|katanemo-research|Arch|||fc
katanemo/Arch-Agent-3B|Arch-Agent-3B|https://huggingface.co/katanemo/Arch-Agent-3B|katanemo|katanemo-research|Arch|||fc
katanemo/Arch-Agent-7B|Arch-Agent-7B|https://huggingface.co/katanemo/Arch-Agent-7B|katanemo|katanemo-research|Arch|||fc
katanemo/Arch-Agent-32B|Arch-Agent-32B|https://huggingface.co/katanemo/Arch-Agent-32B|katanemo|katanemo-research|Arch|||fc
`
