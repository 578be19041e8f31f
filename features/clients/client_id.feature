Feature: The client id

  An app is known by its client id, the consumer key, and by nothing that only
  looks like it. Who it is must be known before anything else is looked at.

  Background:
    Given a private client

  Rule: A client id that no app has is refused

    @CC-OAUTH-06 @CC-OAUTH-08 @CC-OAUTH-10
    Scenario Outline: An authorization request with <client id> is refused
      When the app asks for authorization with <client id>
      Then the authorization request is refused
      And the answer does not send the browser to the callback URL asked for
      But the same request with the app's own client id is accepted

      Examples:
        | client id                                |
        | an unknown client id                     |
        | the client id in swapped case            |
        | the client id short of its last character |
        | the client id followed by "A"            |
        | the client id followed by " "            |

    @CC-OAUTH-09
    Scenario Outline: An authorization request <variation> is refused
      When the app asks for authorization <variation>
      Then the authorization request is refused
      And the answer does not send the browser to the callback URL asked for
      But the same request with the app's own client id is accepted

      Examples:
        | variation                             |
        | without the parameter "client_id"     |
        | with the parameter "client_id" set to "" |

    @CC-OAUTH-07 @CC-OAUTH-10
    Scenario Outline: A token request with <client id> is refused
      Given the app holds an authorization code
      When the app exchanges the code with <client id>
      Then the token request is refused
      But the same request with the app's own client id is accepted

      Examples:
        | client id                                |
        | an unknown client id                     |
        | the client id in swapped case            |
        | the client id short of its last character |
        | the client id followed by "A"            |

    @CC-OAUTH-07
    Scenario: A token request without a client id is refused
      Given the app holds an authorization code
      When the app exchanges the code without the parameter "client_id"
      Then the token request is refused
      But the same request with the app's own client id is accepted

  Rule: The refusal says that the client is unknown

    @CC-OAUTH-11
    Scenario: At the authorization endpoint it is 400 with invalid_client_id
      When the app asks for authorization with an unknown client id
      Then the authorization request is refused
      And the answer's status is 400
      And the error is "invalid_client_id"
      But the same request with the app's own client id is accepted

    @CC-OAUTH-12
    Scenario: At the token endpoint it is 400 with invalid_client_id or invalid_client
      Given the app holds an authorization code
      When the app exchanges the code with an unknown client id
      Then the token request is refused
      And the answer's status is 400
      And the error is "invalid_client_id" or "invalid_client"
      But the same request with the app's own client id is accepted

    @CC-OAUTH-13
    Scenario: At the token endpoint, to RFC 6749, it is invalid_client
      Given the app holds an authorization code
      When the app exchanges the code with an unknown client id
      Then the token request is refused
      And the error is "invalid_client"
      But the same request with the app's own client id is accepted
